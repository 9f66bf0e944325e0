import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { gigabytes, requireDiskSpace, saysDiskFull } from './disk.mjs';
import { excerpt } from './excerpt.mjs';
import { fingerprint, stamp } from './fingerprint.mjs';
import { inRoot, inWorkDir, root } from './paths.mjs';
import { startProcess } from './processes.mjs';
import { UserError } from './UserError.mjs';

const DEFAULT_REGISTRY = 'https://registry.npmjs.org/';
const LOG = inWorkDir('logs', 'install.log');

/** Installs all dependencies, unless nothing changed since that went well. */
export async function installDependencies(toolchain, progress) {
  const current = fingerprint(manifests(), process.platform, process.arch);
  const installed = stamp('install');
  const state = inRoot('node_modules', '.yarn-state.yml');
  if (installed.is(current) && existsSync(state)) {
    return;
  }
  if (!existsSync(state)) {
    await requireDiskSpace(root, gigabytes(4), 'install the dependencies');
  }
  progress.start('Installing dependencies, a few minutes the first time');
  await yarnInstall(toolchain, progress);
  progress.stop();
  installed.set(current);
}

function manifests() {
  const workspaces = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(inRoot(folder)).map(name =>
      inRoot(folder, name, 'package.json'),
    ),
  );
  return ['package.json', 'yarn.lock', '.yarnrc.yml']
    .map(file => inRoot(file))
    .concat(workspaces)
    .filter(existsSync);
}

async function yarnInstall({ node, yarn, env }, progress) {
  const { ended } = startProcess(node, [yarn, 'install', '--immutable'], {
    cwd: root,
    env: { ...env, ...(await registryOfNpm()), FORCE_COLOR: '0' },
    output: LOG,
    onLine: line => {
      const step = /(\w+ step)$/.exec(line)?.[1];
      if (step) {
        progress.detail(step.toLowerCase());
      }
    },
  });
  const { code, tail } = await ended;
  if (code !== 0) {
    throw new UserError(explain(tail));
  }
}

function explain(tail) {
  if (saysDiskFull(tail)) {
    return 'No space left on the disk while installing the dependencies (about 4 GB are needed).';
  }
  const pattern =
    /YN\d{4}.*(?:error|fail|cannot|would have been|RequestError)/i;
  return `Installing the dependencies failed: ${excerpt(tail, {
    pattern,
  })} (all of it in ${LOG})`;
}

/** Yarn does not read npm's settings; a machine that has a mirror has it there. */
async function registryOfNpm() {
  if (process.env.YARN_NPM_REGISTRY_SERVER) {
    return {};
  }
  try {
    const args = ['config', 'get', 'registry'];
    const { stdout } = await promisify(execFile)('npm', args, { cwd: root });
    const registry = stdout.trim();
    return registry.startsWith('http') && registry !== DEFAULT_REGISTRY
      ? { YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, '') }
      : {};
  } catch {
    return {};
  }
}
