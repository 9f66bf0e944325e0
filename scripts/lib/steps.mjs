import { counts } from './testCounts.mjs';

const bad = ({ failed }) => failed > 0;

/**
 * Runs named steps in order. A step whose needs did not pass is skipped, with
 * the reason; the others run, so that one round shows all that is wrong.
 */
export async function runSteps(steps, log = console.log) {
  const results = new Map();
  for (const { name, needs = [], run } of steps) {
    const missing = needs.find(
      need => !results.has(need) || bad(results.get(need)),
    );
    if (missing) {
      log(`- ${name}: skipped, because '${missing}' did not pass`);
      results.set(name, counts(0, 0, 1));
      continue;
    }
    const startedAt = Date.now();
    const result = await run(name);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const note = result.note ? `: ${result.note}` : '';
    log(`${bad(result) ? '✗' : '✓'} ${name} (${seconds} s)${note}`);
    results.set(name, result);
  }
  return [...results.values()];
}
