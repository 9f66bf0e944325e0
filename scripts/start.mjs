import { existsSync, mkdirSync } from 'node:fs';
import { buildApp } from './lib/appBundle.mjs';
import { excerpt } from './lib/excerpt.mjs';
import { installDependencies } from './lib/install.mjs';
import { inRoot, inWorkDir } from './lib/paths.mjs';
import { readPort, requireFreePort } from './lib/port.mjs';
import { onStopSignal, startProcess } from './lib/processes.mjs';
import { Progress } from './lib/progress.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { UserError } from './lib/UserError.mjs';
import { whenReady } from './lib/whenReady.mjs';

const LOG = inWorkDir('logs', 'portal.log');

/** `npm start`: from a fresh clone to a portal in the browser. */
export async function run() {
  const port = readPort();
  await requireFreePort(port);
  const progress = new Progress();
  let isUp = false;
  onStopSignal(() => {
    progress.stop();
    // Stopping a running portal is how it is meant to end; stopping half-way is not.
    process.exit(isUp ? 0 : 130);
  });
  const toolchain = await prepareToolchain(progress);
  await installDependencies(toolchain, progress);
  await buildApp(toolchain, progress);

  progress.start('Starting the portal');
  const url = `http://localhost:${port}`;
  const portal = startPortal(toolchain, port);
  const outcome = await Promise.race([portal.ended, whenReady(url)]);
  progress.stop();
  if (outcome?.tail) {
    throw new UserError(explainEnd(outcome));
  }
  isUp = true;
  console.log(
    `✓ Daytwo demo is running at ${url}, Ctrl-C stops it (log: .daytwo/logs/portal.log)`,
  );
  throw new UserError(explainEnd(await portal.ended));
}

function startPortal({ node, env }, port) {
  mkdirSync(inWorkDir('data'), { recursive: true });
  const configs = ['app-config.yaml', 'app-config.demo.yaml']
    .concat(
      existsSync(inRoot('app-config.local.yaml'))
        ? ['app-config.local.yaml']
        : [],
    )
    .flatMap(file => ['--config', inRoot(file)]);
  const transform = inRoot(
    'node_modules/@backstage/cli/config/nodeTransform.cjs',
  );
  const args = ['--require', transform, 'src/index.ts', ...configs];
  return startProcess(node, args, {
    cwd: inRoot('packages/backend'),
    env: { ...env, NODE_ENV: 'development', DAYTWO_PORT: String(port) },
    output: LOG,
  });
}

function explainEnd({ code, tail }) {
  return `The portal ended with code ${code}: ${excerpt(
    tail,
  )} (all of it in ${LOG})`;
}
