import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSteps } from './steps.mjs';
import { counts, inWords, sum } from './testCounts.mjs';

const passes = (name, needs) => ({ name, needs, run: async () => counts(2) });
const fails = name => ({ name, run: async () => counts(1, 1) });

async function run(steps) {
  const lines = [];
  const results = await runSteps(steps, line => lines.push(line));
  return { total: inWords(sum(results)), lines };
}

test('adds up what all steps counted', async () => {
  const { total } = await run([passes('a'), passes('b', ['a'])]);
  assert.equal(total, '4 passed, 0 failed');
});

test('goes on after a failure, without what needs the failed step', async () => {
  const { total, lines } = await run([
    fails('types'),
    passes('build', ['types']),
    passes('tests'),
  ]);
  assert.equal(total, '3 passed, 1 failed, 1 skipped');
  assert.match(lines[1], /build: skipped, because 'types' did not pass/);
});
