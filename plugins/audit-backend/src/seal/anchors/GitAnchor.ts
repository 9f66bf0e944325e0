import { execFile } from 'child_process';
import { mkdir } from 'fs/promises';
import { join } from 'path';
import { promisify } from 'util';
import { type Anchor, type AnchoredBlock } from './Anchor';
import { FileAnchor } from './FileAnchor';

const FILE = 'audit-anchors.ndjson';
const TIMEOUT_MS = 60_000;

/** What {@link GitAnchor} works with. */
export interface GitAnchorOptions {
  /** Where the working copy is, or is to be. */
  directory: string;
  /** Repository to push to; credentials are git's business. None: commits only. */
  remote?: string;
  /** `main` by default. */
  branch?: string;
  author: { name: string; email: string };
}

/** Commits to a git repository, and pushes. Needs the program `git`. */
export class GitAnchor implements Anchor {
  readonly name: string;
  readonly #o: GitAnchorOptions;
  readonly #branch: string;
  readonly #file: FileAnchor;
  #ready = false;

  private constructor(options: GitAnchorOptions) {
    this.#o = options;
    this.#branch = options.branch ?? 'main';
    this.#file = FileAnchor.create(join(options.directory, FILE));
    this.name = `git ${options.remote ?? options.directory}`;
  }

  static create(options: GitAnchorOptions): GitAnchor {
    return new GitAnchor(options);
  }

  /** @throws Error where git is not installed, or refuses */
  async write(block: AnchoredBlock): Promise<void> {
    if (!this.#ready) {
      await this.#prepare();
      this.#ready = true;
    }
    await this.#catchUp();
    await this.#file.write(block);
    await this.#git('add', FILE);
    if ((await this.#git('status', '--porcelain', FILE)) !== '') {
      await this.#commit(`Audit log: block ${block.block}`);
    }
    if (this.#o.remote) {
      await this.#git('push', 'origin', `HEAD:refs/heads/${this.#branch}`);
    }
  }

  async #prepare(): Promise<void> {
    await mkdir(this.#o.directory, { recursive: true });
    await this.#git('init', '--quiet');
    if (this.#o.remote) {
      const known = (await this.#git('remote')).split('\n').includes('origin');
      const verb = known ? 'set-url' : 'add';
      await this.#git('remote', verb, 'origin', this.#o.remote);
    }
    await this.#git('symbolic-ref', 'HEAD', `refs/heads/${this.#branch}`);
  }

  /** Another replica may have pushed. */
  async #catchUp(): Promise<void> {
    const { remote } = this.#o;
    if (!remote) {
      return;
    }
    const branch = `refs/heads/${this.#branch}`;
    if ((await this.#git('ls-remote', 'origin', branch)) !== '') {
      await this.#git('fetch', '--quiet', 'origin', branch);
      await this.#git('reset', '--quiet', '--hard', 'FETCH_HEAD');
    }
  }

  #commit(message: string): Promise<string> {
    const { name, email } = this.#o.author;
    return this.#git(
      ...['-c', `user.name=${name}`, '-c', `user.email=${email}`],
      ...['-c', 'commit.gpgsign=false'],
      ...['commit', '--quiet', '-m', message],
    );
  }

  async #git(...args: string[]): Promise<string> {
    try {
      const { stdout } = await promisify(execFile)('git', args, {
        cwd: this.#o.directory,
        timeout: TIMEOUT_MS,
        env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
      });
      return stdout.trim();
    } catch (error) {
      throw this.#explained(args, error as NodeJS.ErrnoException);
    }
  }

  #explained(args: string[], error: NodeJS.ErrnoException): Error {
    const stderr = (error as { stderr?: string }).stderr?.trim();
    return error.code === 'ENOENT'
      ? new Error(
          'The program git is not installed, and audit.seal.anchors has one of type git: install git or use another anchor',
        )
      : new Error(`git ${args.join(' ')} failed: ${stderr || error.message}`);
  }
}
