import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inRoot } from './paths.mjs';

/** npm and Yarn both say who they are to the scripts that they run. */
export const calledByYarn = (env = process.env) =>
  (env.npm_config_user_agent ?? '').startsWith('yarn/');

/** Runs `backstage-cli repo <command>` in the Node that Yarn chose. */
export async function runBackstageCli(command, args) {
  const cli = inRoot('node_modules/@backstage/cli/bin/backstage-cli');
  const child = spawn(process.execPath, [cli, 'repo', command, ...args], {
    stdio: 'inherit',
  });
  // Ctrl-C reaches the whole terminal; other signals reach us alone.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  const [code, signal] = await once(child, 'exit');
  return signal ? 1 : code;
}
