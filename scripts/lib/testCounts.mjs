import { readFileSync } from 'node:fs';

const readJson = file => JSON.parse(readFileSync(file, 'utf8'));

/** Counts of tests; `note` says something about them worth a line. */
export const counts = (passed = 0, failed = 0, skipped = 0) => ({
  passed,
  failed,
  skipped,
});

export const sum = all =>
  all.reduce(
    (total, { passed, failed, skipped }) =>
      counts(
        total.passed + passed,
        total.failed + failed,
        total.skipped + skipped,
      ),
    counts(),
  );

/** `3 passed, 0 failed`, and how many were skipped if any were. */
export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/** Reads what `jest --json` wrote. A suite that did not even run counts as one failure. */
export function readJestReport(file) {
  const report = readJson(file);
  const suitesThatDidNotRun = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.length === 0,
  ).length;
  return counts(
    report.numPassedTests,
    report.numFailedTests + suitesThatDidNotRun,
    report.numPendingTests + report.numTodoTests,
  );
}

/** How many passed tests named each database that they ran on. */
export function countByDatabase(file, ids) {
  const names = readJson(file)
    .testResults.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed')
    .map(({ fullName }) => fullName);
  return Object.fromEntries(
    ids.map(id => [id, names.filter(name => name.includes(id)).length]),
  );
}

/** Reads what Playwright's JSON reporter wrote; a test that passed only when repeated has passed. */
export function readPlaywrightReport(file) {
  const { stats, errors } = readJson(file);
  const brokenBeforeTests =
    stats.expected + stats.unexpected + stats.flaky === 0 ? errors.length : 0;
  return counts(
    stats.expected + stats.flaky,
    stats.unexpected + brokenBeforeTests,
    stats.skipped,
  );
}

/** Reads the summary that `node --test` prints in TAP. */
export function readNodeTestOutput(lines) {
  const number = word =>
    Number(
      lines
        .map(line => new RegExp(`^# ${word} (\\d+)`).exec(line))
        .find(Boolean)?.[1] ?? 0,
    );
  return counts(number('pass'), number('fail'), number('skipped'));
}
