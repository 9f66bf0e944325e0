import { spawn, type ChildProcess } from 'child_process';
import { once } from 'events';
import { createInterface } from 'readline';
import { connectionOf, databases } from '../__testUtils__/databases';
import { sealedLog } from './__testUtils__/sealedLog';

jest.setTimeout(120_000);

const BLOCK = 50;
/** More than a process seals until it is killed, however late that is. */
const RECORDS = 20_000;

function sealProcess(address: string): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('./__testUtils__/sealProcess'),
      address,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** Kills the process in the middle of its work. */
async function killAfter(blocks: number, child: ChildProcess): Promise<void> {
  let count = 0;
  for await (const line of createInterface(child.stdout as never)) {
    count += line === 'block' ? 1 : 0;
    if (count >= blocks) {
      break;
    }
  }
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  expect(count).toBe(blocks);
}

describe('a replica that is killed while it seals', () => {
  it('leaves a whole chain, that the next one goes on with', async () => {
    expect(databases.supports('POSTGRES_18')).toBe(true);
    const log = await sealedLog('POSTGRES_18', { everyRecords: BLOCK });
    for (let batch = 0; batch < RECORDS / 500; batch++) {
      await log.append(500);
    }
    const address = connectionOf(log.knex);
    for (const blocks of [1, 5, 9]) {
      const two = sealProcess(address);
      await killAfter(blocks, sealProcess(address));
      await killAfter(1, two);
    }
    const before = (await log.blocks()).length;
    expect(before).toBeGreaterThan(15);
    expect(before).toBeLessThan(RECORDS / BLOCK);
    expect(await log.problems()).toEqual([]);
    expect(await log.sealer.sealAll()).toBe(RECORDS);
    expect(await log.verifier.verify()).toMatchObject({
      blocks: RECORDS / BLOCK,
      records: RECORDS,
      unsealed: 0,
      problems: [],
    });
  });
});
