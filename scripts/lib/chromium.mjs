import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inWorkDir } from './paths.mjs';
import { startProcess } from './processes.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const findChromium = () =>
  [process.env.DAYTWO_CHROMIUM, ...PLACES].find(
    place => place && existsSync(place),
  );

const has = command => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** The machine's Chromium, installed first where we may. Undefined if there is none. */
export async function prepareChromium(progress) {
  const mayInstall = process.getuid?.() === 0 && has('apt-get');
  if (!findChromium() && mayInstall) {
    progress.start('Installing Chromium');
    await aptGet('update');
    await aptGet('install', '--yes', '--no-install-recommends', 'chromium');
    progress.stop();
  }
  return findChromium();
}

export const HOW_TO_GET_CHROMIUM =
  'No Chromium found: install it (Debian: apt-get install chromium) or set DAYTWO_CHROMIUM to its path.';

async function aptGet(...args) {
  const { ended } = startProcess('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    output: inWorkDir('logs', `apt-${args[0]}.log`),
  });
  await ended;
}
