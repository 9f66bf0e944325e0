/*
 * A process that captures two actions, to be killed by tests:
 * `node actingProcess.ts <connection string> <spool directory>`. Beginnings get
 * into the database; when the first action ends, the database takes no records any
 * more, so that outcome is spooled. It prints its name, and then a line each time
 * that it said that it is there: how many entries it has on disk.
 */
import createKnex from 'knex';
import { AuditWriter } from '../capture/AuditWriter';
import type { AuditSink } from '../capture/entries';
import { AuditLog } from '../log';
import { entry, intent } from './drafts';
import { hurried, silentLogger, spoolingSettings } from './writing';

const [connection, directory] = process.argv.slice(2);
const log = AuditLog.create(createKnex({ client: 'pg', connection }));

const sink: AuditSink = {
  async append(entries, options) {
    if (entries.some(({ kind }) => kind === 'record')) {
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    }
    return log.append(entries, options);
  },
  known: batchIds => log.known(batchIds),
  async seen(writers) {
    await log.seen(writers);
    process.stdout.write(`${writers[0].spooled}\n`);
  },
};

async function act(): Promise<void> {
  const writer = AuditWriter.create({
    settings: spoolingSettings(directory),
    logger: silentLogger,
    clock: hurried,
  });
  const of = { writer: writer.name };
  process.stdout.write(`${writer.name}\n`);
  writer.attach(sink);
  await writer.write(intent('ended', of));
  await writer.write(intent('open', of));
  await writer.write(entry('ended', of, 'ended'));
  setInterval(() => {}, 60_000);
}

act().catch(error => {
  throw error;
});
