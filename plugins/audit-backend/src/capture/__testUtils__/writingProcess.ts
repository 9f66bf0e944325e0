/*
 * A process that writes to the audit log, to be killed by tests:
 * `node writingProcess.ts <spool directory> <mode>`, where the mode is one of
 * - `spool`: there is no database; writes until it is killed;
 * - `replay`: replays what is there into a file, slowly, until it is killed;
 * - `finish`: the same, and ends when there is nothing left.
 *
 * It prints a line for each id that was acknowledged, or each batch that was stored.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'fs';
import { setTimeout as sleep } from 'timers/promises';
import { silentLogger, spoolingSettings } from '../../__testUtils__/writing';
import type { LogEntry } from '../../log/LogEntry';
import { AuditWriter } from '../AuditWriter';
import { draftOf, type AuditSink } from '../entries';

const [directory, mode, database = ''] = process.argv.slice(2);

const writer = AuditWriter.create({
  logger: silentLogger,
  settings: spoolingSettings(directory),
});

/** A database that is a file: one line for what is put in at once, ids of the batches and of the entries. */
const fileSink: AuditSink = {
  async known(batchIds) {
    const stored = existsSync(database) ? readFileSync(database, 'utf8') : '';
    return batchIds.filter(id => stored.includes(`${id},`));
  },
  async append(entries, { batchIds = [] } = {}) {
    const known = existsSync(database) ? readFileSync(database, 'utf8') : '';
    const isKnown = batchIds.some(id => known.includes(`${id},`));
    if (isKnown && batchIds.length > 1) {
      throw Object.assign(new Error('known'), { code: '23505' });
    }
    if (!isKnown) {
      const ids = entries.map(entry => draftOf(entry).id);
      const line = `${batchIds.join()}, ${ids.join(' ')}\n`;
      appendFileSync(database, line);
    }
    process.stdout.write(`stored\n`);
    await sleep(mode === 'replay' ? 5 : 0);
  },
};

async function write(id: string): Promise<void> {
  const draft = {
    id,
    correlationId: id,
    plugin: 'catalog',
    event: 'entity-fetch',
    severity: 'low',
    outcome: 'succeeded',
    source: 'auditor',
    startedAt: '2026-11-24T10:00:00.000Z',
    actors: [{ type: 'user', ref: 'user:default/ada' }],
    writer: 'child',
    meta: { text: 'x'.repeat(200) },
  } as const;
  const entry: LogEntry = {
    kind: 'record',
    draft: { ...draft, actors: [...draft.actors] },
  };
  await writer.write(entry);
  process.stdout.write(`${id}\n`);
}

async function spoolForever(): Promise<void> {
  for (let round = 0; ; round++) {
    const ids = Array.from({ length: 10 }, (_, i) => `${round}-${i}`);
    await Promise.all(ids.map(write));
  }
}

async function replay(): Promise<void> {
  writer.attach(fileSink);
  do {
    await sleep(20);
  } while (mode === 'replay' || readdirSync(directory).length > 0);
  await writer.stop();
}

void (mode === 'spool' ? spoolForever() : replay());
