import { execFileSync } from 'node:child_process';
import { inWorkDir } from './paths.mjs';
import { startProcess } from './processes.mjs';

/** Whether a command is on the machine. */
export const has = (command, ...args) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Installs packages of the machine's system, where we may; does nothing elsewhere. */
export async function install(progress, title, ...packages) {
  if (process.getuid?.() !== 0 || !has('apt-get', '--version')) {
    return;
  }
  progress.start(`Installing ${title}`);
  await aptGet('update');
  await aptGet('install', '--yes', '--no-install-recommends', ...packages);
  progress.stop();
}

async function aptGet(...args) {
  const { ended } = startProcess('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    output: inWorkDir('logs', `apt-${args[0]}.log`),
  });
  await ended;
}
