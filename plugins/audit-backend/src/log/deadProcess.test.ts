import { spawn } from 'child_process';
import { once } from 'events';
import { mkdtemp, rm } from 'fs/promises';
import type { Knex } from 'knex';
import { tmpdir } from 'os';
import { join } from 'path';
import { createInterface } from 'readline';
import { connectionOf, freshDatabase } from '../__testUtils__/databases';
import { readAll } from '../__testUtils__/readAll';
import {
  hurried,
  silentLogger,
  spoolingSettings,
} from '../__testUtils__/writing';
import { AuditWriter } from '../capture/AuditWriter';
import { AuditLog } from './AuditLog';

const HOUR = 3_600_000;

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'audit-dead-test-'));
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

/** Kills a process that has an open action, and an outcome on disk of which the log knows. @returns its name */
async function killed(knex: Knex): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('../__testUtils__/actingProcess'),
      connectionOf(knex),
      base,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (lines.length > 1 && line === '1') {
      child.kill('SIGKILL');
    }
  }
  await exit;
  return lines[0];
}

/** As if the process had not been seen for an hour, in which the others were there. */
async function anHourLater(knex: Knex, name: string): Promise<void> {
  await knex('writers').decrement('steady_since', HOUR);
  await knex('writers').where({ name }).decrement('seen_at', HOUR);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise(setImmediate);
  }
}

describe('a process that is killed while it acts', () => {
  it('is not dead before its spool is replayed; then what it left open is abandoned', async () => {
    const knex = await freshDatabase('POSTGRES_18');
    const log = AuditLog.create(knex);
    const name = await killed(knex);
    const which = {
      judge: 'judge',
      deadAfterMs: 600_000,
      lostAfterMs: 24 * HOUR,
    };
    await log.seen([{ name: 'judge', spooled: 0 }]);
    await anHourLater(knex, name);
    expect(await log.takeDead(which)).toBe(false);

    const writer = AuditWriter.create({
      settings: spoolingSettings(base),
      logger: silentLogger,
      clock: hurried,
    });
    writer.attach(log);
    await until(async () => {
      const row = await knex('writers').where({ name }).first();
      return Number(row.spooled) === 0;
    });
    await writer.stop();
    expect(await knex('intents').pluck('id')).toEqual(['open']);
    expect(await log.takeDead(which)).toBe(false);
    await anHourLater(knex, name);
    expect(await log.takeDead(which)).toBe(true);
    expect(await log.takeDead(which)).toBe(false);

    const records = await readAll(knex);
    expect(records.map(r => [r.correlationId, r.outcome])).toEqual([
      ['c-ended', 'succeeded'],
      ['c-open', 'abandoned'],
    ]);
    expect(await knex('writers').pluck('name')).toEqual(['judge']);
  }, 60_000);
});
