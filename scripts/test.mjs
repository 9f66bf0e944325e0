import { mkdirSync } from 'node:fs';
import { installDependencies } from './lib/install.mjs';
import { inWorkDir } from './lib/paths.mjs';
import { onStopSignal } from './lib/processes.mjs';
import { Progress } from './lib/progress.mjs';
import { runSteps } from './lib/steps.mjs';
import { inWords, sum } from './lib/testCounts.mjs';
import { testSteps } from './lib/testSteps.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';

/** `npm test`: all that must hold before a change goes in. Arguments go to jest. */
export async function run(args) {
  const progress = new Progress();
  onStopSignal(() => process.exit(130));
  const toolchain = await prepareToolchain(progress);
  await installDependencies(toolchain, progress);
  mkdirSync(inWorkDir('reports'), { recursive: true });
  const total = sum(await runSteps(testSteps({ toolchain, progress, args })));
  console.log(inWords(total));
  return total.failed > 0 ? 1 : 0;
}
