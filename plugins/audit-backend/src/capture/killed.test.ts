import { spawn } from 'child_process';
import { once } from 'events';
import { appendFile, readdir, readFile } from 'fs/promises';
import { join } from 'path';
import { createInterface } from 'readline';
import { cleanUp, settingsWith } from './__testUtils__/writers';

function start(directory: string, mode: string) {
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('./__testUtils__/writingProcess'),
      join(directory, 'spool'),
      mode,
      join(directory, 'database'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** Kills the process when it has printed so many lines. @returns all that it printed */
async function killAfter(directory: string, mode: string, lines: number) {
  const child = start(directory, mode);
  const exit = once(child, 'exit');
  const printed: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    printed.push(line);
    if (printed.length === lines) {
      child.kill('SIGKILL');
    }
  }
  await exit;
  return printed;
}

/** Ids in the database, in order. */
async function stored(directory: string): Promise<string[]> {
  const text = await readFile(join(directory, 'database'), 'utf8');
  const batches = text
    .trim()
    .split('\n')
    .map(line => line.split(' '));
  return batches
    .flatMap(([, ...ids]) => ids)
    .filter(id => /^\d+-\d+$/.test(id));
}

afterEach(cleanUp);

describe('a process that is killed', () => {
  it('loses nothing that it acknowledged: while it spools, while it replays, twice', async () => {
    const { directory } = (await settingsWith()).spool;
    const acknowledged = await killAfter(directory, 'spool', 3000);
    const [name] = await readdir(join(directory, 'spool'));
    const [file] = (await readdir(join(directory, 'spool', name))).filter(n =>
      n.endsWith('.spool'),
    );
    // What a write leaves that is cut off.
    await appendFile(join(directory, 'spool', name, file), 'DTAU\0\0\u0001');

    await killAfter(directory, 'replay', 10);
    const half = await stored(directory);
    expect(half.length).toBeGreaterThan(0);
    expect(half.length).toBeLessThan(acknowledged.length);
    await killAfter(directory, 'replay', 25);
    await killAfter(directory, 'finish', -1);

    const all = await stored(directory);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(acknowledged));
    // What was on its way when it was killed may be there too.
    expect(all.length - acknowledged.length).toBeLessThanOrEqual(40);
    expect(all).toEqual([...all].sort(byNumber));
    expect(await readdir(join(directory, 'spool'))).toEqual([]);
  }, 120_000);
});

function byNumber(a: string, b: string): number {
  const [[roundA, iA], [roundB, iB]] = [a, b].map(id =>
    id.split('-').map(Number),
  );
  return roundA - roundB || iA - iB;
}
