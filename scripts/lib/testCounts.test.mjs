import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  countByDatabase,
  counts,
  readJestReport,
  readNodeTestOutput,
  readPlaywrightReport,
} from './testCounts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'daytwo-counts-'));

const report = content => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

test('counts a suite that could not run as a failure', () => {
  const file = report({
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ],
  });
  assert.deepEqual(readJestReport(file), counts(5, 2, 2));
});

test('counts the passed tests of each database', () => {
  const file = report({
    testResults: [
      {
        assertionResults: [
          { status: 'passed', fullName: 'FactStore SQLITE_3 keeps' },
          { status: 'passed', fullName: 'FactStore POSTGRES_18 keeps' },
          { status: 'failed', fullName: 'FactStore POSTGRES_18 forgets' },
          { status: 'passed', fullName: 'something else' },
        ],
      },
    ],
  });
  assert.deepEqual(countByDatabase(file, ['SQLITE_3', 'POSTGRES_18']), {
    SQLITE_3: 1,
    POSTGRES_18: 1,
  });
});

test('counts a Playwright test that passed when repeated as passed', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 2, skipped: 4 };
  assert.deepEqual(
    readPlaywrightReport(report({ stats, errors: [] })),
    counts(5, 1, 4),
  );
});

test('counts Playwright that could not begin as a failure', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  const errors = [{ message: 'Timed out waiting for the server' }];
  assert.deepEqual(
    readPlaywrightReport(report({ stats, errors })),
    counts(0, 1),
  );
});

test('reads the summary of node --test', () => {
  const lines = ['ok 1 - a', '# pass 7', '# fail 1', '# skipped 2'];
  assert.deepEqual(readNodeTestOutput(lines), counts(7, 1, 2));
});
