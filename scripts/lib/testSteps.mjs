import { rmSync, existsSync } from 'node:fs';
import { HOW_TO_GET_CHROMIUM, prepareChromium } from './chromium.mjs';
import { has, install } from './systemPackages.mjs';
import { inWorkDir, root } from './paths.mjs';
import { startProcess } from './processes.mjs';
import {
  countByDatabase,
  counts,
  inWords,
  readJestReport,
  readNodeTestOutput,
  readPlaywrightReport,
} from './testCounts.mjs';

const DATABASES = ['SQLITE_3', 'POSTGRES_18'];

/** Everything that `npm test` runs, in order. */
export function testSteps({ toolchain, progress, args }) {
  const exec = makeExec(toolchain, progress);
  const yarn = (...words) => [toolchain.node, [toolchain.yarn, ...words]];
  const check =
    (...words) =>
    name =>
      checkStep(exec, name, yarn(...words));
  return [
    { name: 'bootstrap scripts', run: () => scriptTests(exec, toolchain) },
    { name: 'types', run: check('tsc') },
    { name: 'lint', run: check('lint', '--max-warnings=0') },
    { name: 'formatting', run: check('prettier:check') },
    { name: 'API reports', needs: ['types'], run: check('reports:check') },
    {
      name: 'unit and integration tests',
      run: () => jestTests(exec, yarn, progress, args),
    },
    { name: 'build', needs: ['types'], run: check('build:all') },
    {
      name: 'end-to-end tests',
      needs: ['build'],
      run: () => endToEndTests(exec, yarn, progress),
    },
    {
      name: 'benchmarks on small data',
      needs: ['types'],
      run: check('bench', 'scorecards', '--small'),
    },
    {
      name: 'audit benchmarks on small data',
      needs: ['types'],
      run: check('bench', 'audit', '--small'),
    },
  ];
}

/** Runs a command; its output goes to a log, or to the screen for those that tell of progress themselves. */
function makeExec({ env }, progress) {
  return async (
    name,
    [command, args],
    { live = false, extraEnv = {} } = {},
  ) => {
    const file = `${name.replace(/\W+/g, '-').toLowerCase()}.log`;
    if (!live) {
      progress.start(name);
    }
    const { ended } = startProcess(command, args, {
      cwd: root,
      env: { ...env, ...extraEnv, CI: '1' },
      output: live ? 'inherit' : inWorkDir('logs', file),
    });
    const result = await ended;
    progress.stop();
    return result;
  };
}

async function checkStep(exec, name, command) {
  const { code, tail } = await exec(name, command);
  if (code !== 0) {
    console.log(tail.join('\n'));
  }
  return code === 0 ? counts(1) : counts(0, 1);
}

async function scriptTests(exec, { node }) {
  const command = [
    node,
    ['--test', '--test-reporter=tap', 'scripts/**/*.test.mjs'],
  ];
  const { code, tail } = await exec('bootstrap scripts', command);
  const result = readNodeTestOutput(tail);
  if (code !== 0) {
    console.log(tail.join('\n'));
  }
  const failed = code === 0 ? 0 : Math.max(1, result.failed);
  return { ...result, failed, note: inWords({ ...result, failed }) };
}

async function jestTests(exec, yarn, progress, args) {
  if (!has('rsyslogd', '-v')) {
    // Without it, the tests that talk to the real thing are skipped.
    await install(progress, 'rsyslog', 'rsyslog', 'rsyslog-gnutls');
  }
  const report = freshReport('jest.json');
  const command = yarn(
    ...['test:unit', '--watch=false', '--json', `--outputFile=${report}`],
    ...args,
  );
  const { code } = await exec('unit and integration tests', command, {
    live: true,
  });
  if (!existsSync(report)) {
    return {
      ...counts(0, 1),
      note: `jest ended with code ${code}, without a report`,
    };
  }
  const result = readJestReport(report);
  const byDatabase = countByDatabase(report, DATABASES);
  const onBoth =
    new Set(Object.values(byDatabase)).size === 1 && byDatabase.SQLITE_3 > 0;
  const failed = result.failed + (onBoth ? 0 : 1);
  const stores = DATABASES.map(id => `${byDatabase[id]} on ${id}`).join(', ');
  return {
    ...result,
    failed: code === 0 ? failed : Math.max(1, failed),
    note: `${inWords(result)}; store tests: ${stores}${
      onBoth ? '' : ', which should be equal and not 0'
    }`,
  };
}

async function endToEndTests(exec, yarn, progress) {
  const chromium = await prepareChromium(progress);
  if (!chromium) {
    return { ...counts(0, 1), note: HOW_TO_GET_CHROMIUM };
  }
  const report = freshReport('playwright.json');
  const { code } = await exec('end-to-end tests', yarn('test:e2e'), {
    live: true,
    extraEnv: { DAYTWO_CHROMIUM: chromium, DAYTWO_E2E_REPORT: report },
  });
  if (!existsSync(report)) {
    return {
      ...counts(0, 1),
      note: `Playwright ended with code ${code}, without a report`,
    };
  }
  const result = readPlaywrightReport(report);
  const failed = code === 0 ? result.failed : Math.max(1, result.failed);
  return { ...result, failed, note: inWords({ ...result, failed }) };
}

function freshReport(name) {
  const file = inWorkDir('reports', name);
  rmSync(file, { force: true });
  return file;
}
