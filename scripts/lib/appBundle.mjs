import { existsSync } from 'node:fs';
import { excerpt } from './excerpt.mjs';
import { fingerprint, listFiles, stamp } from './fingerprint.mjs';
import { inRoot, inWorkDir, root } from './paths.mjs';
import { startProcess } from './processes.mjs';
import { UserError } from './UserError.mjs';
import { saysDiskFull } from './disk.mjs';

const LOG = inWorkDir('logs', 'app-build.log');

/** Builds the app that the backend serves, unless its sources are those of the last build. */
export async function buildApp({ node, yarn, env }, progress) {
  const sources = ['packages/app', 'packages/backend', 'plugins']
    .flatMap(folder => listFiles(inRoot(folder)))
    .filter(file => !/\.test\.tsx?$/.test(file));
  const current = fingerprint([...sources, inRoot('yarn.lock')]);
  const built = stamp('app');
  if (built.is(current) && existsSync(inRoot('packages/app/dist/index.html'))) {
    return;
  }
  progress.start('Building the app, about a minute');
  const { ended } = startProcess(node, [yarn, 'workspace', 'app', 'build'], {
    cwd: root,
    env,
    output: LOG,
  });
  const { code, tail } = await ended;
  progress.stop();
  if (code !== 0) {
    throw new UserError(
      saysDiskFull(tail)
        ? 'No space left on the disk while building the app.'
        : `Building the app failed: ${excerpt(tail)} (all of it in ${LOG})`,
    );
  }
  built.set(current);
}
