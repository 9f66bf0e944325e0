#!/usr/bin/env node
// The one entry behind `npm start`, `npm test`, `yarn start` and `yarn test`.
//
// Called by npm it bootstraps: any Node from 18 on is enough, everything else is brought along.
// Called by yarn it is what these commands are in every Backstage repository: backstage-cli.
import { calledByYarn, runBackstageCli } from './lib/backstageCli.mjs';
import { UserError } from './lib/UserError.mjs';
import { stopAll } from './lib/processes.mjs';

const COMMANDS = {
  start: () => import('./start.mjs'),
  test: () => import('./test.mjs'),
};

async function main([command, ...args]) {
  const load = COMMANDS[command];
  if (!load) {
    throw new UserError(
      `Unknown command '${command ?? ''}'; try one of: ${Object.keys(
        COMMANDS,
      ).join(', ')}`,
    );
  }
  if (calledByYarn()) {
    return runBackstageCli(command, args);
  }
  const { run } = await load();
  return run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const detail = error instanceof UserError ? error.message : error.stack;
  console.error(`\n✗ ${detail}`);
  process.exitCode = 1;
} finally {
  await stopAll();
}
