import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { spawn, type ChildProcess } from 'child_process';
import { once } from 'events';
import type { Knex } from 'knex';
import { createInterface } from 'readline';
import { connectionOf, freshDatabase } from '../__testUtils__/databases';
import { entry } from '../__testUtils__/drafts';
import { AuditLog } from './AuditLog';
import { readBodies } from './readBodies';

function start(knex: Knex, name: string): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('../__testUtils__/appendProcess'),
      connectionOf(knex),
      name,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** Kills a process in the middle of a batch. @returns the batches that it was told are in */
async function killAfter(child: ChildProcess, batches: number) {
  let acknowledged = 0;
  if (!child.stdout) {
    return acknowledged;
  }
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line.split(' ')[0]);
    if (acknowledged === batches) {
      child.kill('SIGKILL');
    }
  }
  if (child.exitCode === null && child.signalCode === null) {
    await once(child, 'exit');
  }
  return acknowledged;
}

describe('writers that are killed in the middle of their work', () => {
  it('leave no gap, no half of a batch, and all that was acknowledged', async () => {
    const knex = await freshDatabase('POSTGRES_18');
    const names = ['a', 'b'];

    const acknowledged = await Promise.all(
      names.map((name, n) => killAfter(start(knex, name), 10 + n * 7)),
    );
    await AuditLog.create(knex).append([entry('after')]);

    const records: AuditRecord[] = [];
    for await (const { body } of readBodies(knex, 1, 1e9)) {
      records.push(JSON.parse(body));
    }
    expect(records.map(record => record.seq)).toEqual(
      records.map((_, n) => n + 1),
    );
    expect(records.at(-1)?.id).toBe('after');
    for (const [n, name] of names.entries()) {
      const own = records.filter(({ id }) => id.startsWith(`${name}/`));
      expect(own.length % 50).toBe(0);
      expect(own.length).toBeGreaterThanOrEqual(acknowledged[n] * 50);
      expect(acknowledged[n]).toBeGreaterThan(0);
    }
  }, 60_000);
});
