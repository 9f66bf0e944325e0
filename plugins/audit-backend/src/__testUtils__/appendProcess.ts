/*
 * A process that does nothing but append, to be killed by tests:
 * `node appendProcess.ts <connection string> <name>`. It writes a line for each
 * batch that is acknowledged: its number, and where the log ends.
 */
import createKnex from 'knex';
import { AuditLog } from '../log';
import { entry } from './drafts';

const [connection, name] = process.argv.slice(2);
const BATCH = 50;

async function appendForever(): Promise<void> {
  const log = AuditLog.create(createKnex({ client: 'pg', connection }));
  for (let batch = 1; ; batch++) {
    const entries = Array.from({ length: BATCH }, (_, n) =>
      entry(`${name}/${batch}/${n}`),
    );
    const { lastSeq } = await log.append(entries);
    process.stdout.write(`${batch} ${lastSeq}\n`);
  }
}

appendForever().catch(error => {
  throw error;
});
