import { existsSync } from 'node:fs';
import { install } from './systemPackages.mjs';

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

/** The machine's Chromium, installed first where we may. Undefined if there is none. */
export async function prepareChromium(progress) {
  if (!findChromium()) {
    await install(progress, 'Chromium', 'chromium');
  }
  return findChromium();
}

export const HOW_TO_GET_CHROMIUM =
  'No Chromium found: install it (Debian: apt-get install chromium) or set DAYTWO_CHROMIUM to its path.';
