import { readdir, rename } from 'fs/promises';
import { join } from 'path';
import { exists, privateDirectory, syncDirectory } from './directory';
import type { TextBatch } from './frame';
import { isOpen, isOrphan, markOpen, takeOwnership } from './owner';
import { Spool } from './Spool';

/** What {@link Spools} works with. */
export interface SpoolsOptions {
  /** Holds a directory for each process. The same after a restart. */
  directory: string;
  /** Of all spools of this process together. */
  maxBytes: number;
  /** Unlike any other process's, now or earlier. */
  name: string;
  now: () => number;
  segmentBytes?: number;
}

/** The limit is reached. */
export class SpoolFullError extends Error {
  override name = 'SpoolFullError';
}

/** The spool of this process, and those that processes before it have left. */
export class Spools {
  #own: Spool;
  readonly #o: SpoolsOptions;
  readonly #adopted: Spool[] = [];
  readonly #writers = new WeakMap<Spool, string>();
  #made = false;
  #closed = 0;

  private constructor(options: SpoolsOptions) {
    this.#o = options;
    this.#own = this.#create();
  }

  static create(options: SpoolsOptions): Spools {
    return new Spools(options);
  }

  get own(): Spool {
    return this.#own;
  }

  /** Entries on disk. */
  get entries(): number {
    return this.#all.reduce((sum, { entries }) => sum + entries, 0);
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#all.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** How many entries are on disk, by the process that wrote them. */
  byWriter(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const spool of this.#all) {
      const writer = this.#writers.get(spool) ?? this.#o.name;
      counts.set(writer, (counts.get(writer) ?? 0) + spool.entries);
    }
    return counts;
  }

  /** One that another process left, where there is one. */
  get adopted(): Spool | undefined {
    return this.#adopted.find(spool => !spool.isEmpty);
  }

  /** @throws SpoolFullError, or whatever keeps the disk from taking it */
  async append(batches: readonly TextBatch[]): Promise<void> {
    const { directory, maxBytes } = this.#o;
    if (this.bytes + sizeOf(batches) > maxBytes) {
      throw new SpoolFullError(
        `The audit spool at ${directory} has reached audit.capture.spool.maxBytes (${maxBytes})`,
      );
    }
    if (!this.#made) {
      await privateDirectory(directory);
      this.#made = true;
    }
    await this.#own.append(batches);
    if (this.#closed > 0) {
      await this.close();
    }
  }

  /**
   * Takes over the spools of processes that are gone; one that cannot be read is
   * tried again the next time, and keeps no other from it.
   *
   * @returns how many
   * @throws Error where there are such, and none can be read
   */
  async adopt(): Promise<number> {
    const { directory, now } = this.#o;
    await Promise.all(this.#all.map(spool => spool.touch(now())));
    if (!(await exists(directory))) {
      return 0;
    }
    await privateDirectory(directory);
    const before = this.#adopted.length;
    const errors: unknown[] = [];
    /**
     * What these wrote later waits while another process has what they wrote
     * before, or outcomes would come before their beginnings. It does not wait
     * for what cannot be read.
     */
    const waiting = new Set<string>();
    for (const name of await this.#candidates()) {
      const path = join(directory, name);
      const writer = writerOf(name);
      const isLeft =
        !waiting.has(writer) &&
        (await isOrphan(path, now()).catch(() => false));
      const isTaken = isLeft
        ? await this.#take(name).catch(error => errors.push(error) > 0)
        : isOpen(path);
      if (!isTaken) {
        waiting.add(writer);
      }
    }
    const found = this.#adopted.length - before;
    if (errors.length > 0 && found === 0) {
      throw errors[0];
    }
    return found;
  }

  /** Those of others that are done are removed. */
  async tidy(): Promise<void> {
    for (const spool of this.#adopted.filter(s => s.isEmpty)) {
      this.#adopted.splice(this.#adopted.indexOf(spool), 1);
      await spool.close();
    }
  }

  /** Leaves everything to the next process. What is appended later is left to it too, behind that. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map(spool => spool.close()));
    this.#closed++;
    this.#own = this.#create();
    this.#adopted.length = 0;
  }

  #create(): Spool {
    const { directory, name, segmentBytes } = this.#o;
    const suffix = this.#closed && `-${String(this.#closed).padStart(6, '0')}`;
    return Spool.create(
      join(directory, `${name}${suffix || ''}`),
      segmentBytes,
    );
  }

  get #all(): Spool[] {
    return [this.own, ...this.#adopted];
  }

  async #candidates(): Promise<string[]> {
    const found = await readdir(this.#o.directory, { withFileTypes: true });
    const names = found.filter(e => e.isDirectory()).map(({ name }) => name);
    return names.sort(byAge);
  }

  /** Only one process can rename a directory, so only one takes it. @returns whether it is this one */
  async #take(name: string): Promise<boolean> {
    const { directory } = this.#o;
    const from = join(directory, name);
    const to = join(directory, `${name.split('~')[0]}~${this.#o.name}`);
    if (isOpen(to)) {
      // An earlier one of the same process, which was not dead after all.
      return false;
    }
    markOpen(to, true);
    try {
      await rename(from, to);
    } catch {
      markOpen(to, false);
      return false;
    }
    try {
      await takeOwnership(to);
      await syncDirectory(to);
      const spool = await Spool.open(to);
      this.#writers.set(spool, writerOf(name));
      this.#adopted.push(spool);
      return true;
    } catch (error) {
      markOpen(to, false);
      throw error;
    }
  }
}

const PART = /-(\d{6})$/;

/** The process that made a directory, whoever took it over, and however often it was closed before. */
function writerOf(directory: string): string {
  return directory.split('~')[0].replace(PART, '');
}

/** What a process wrote first comes first. */
function byAge(one: string, other: string): number {
  const [a, b] = [one, other].map(writerOf);
  return a === b ? partOf(one) - partOf(other) : Number(a > b) - Number(a < b);
}

/** How often it was closed before. */
function partOf(directory: string): number {
  return Number(PART.exec(directory.split('~')[0])?.[1] ?? 0);
}

function sizeOf(batches: readonly TextBatch[]): number {
  return batches.reduce(
    (sum, { texts }) => texts.reduce((s, text) => s + text.length, sum),
    0,
  );
}
