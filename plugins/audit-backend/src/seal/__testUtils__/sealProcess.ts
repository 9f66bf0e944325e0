/*
 * A process that does nothing but seal, to be killed by tests:
 * `node sealProcess.ts <connection string>`. It writes a line for each block.
 */
import createKnex from 'knex';
import { setTimeout } from 'timers/promises';
import { KeyStore } from '../keys/KeyStore';
import { Sealer } from '../Sealer';

const [connection] = process.argv.slice(2);
const knex = createKnex({ client: 'pg', connection });
const keys = KeyStore.create({
  knex,
  configured: [],
  record: async () => {},
});
const sealer = Sealer.create({
  knex,
  keys,
  settings: { everySeconds: 1, everyRecords: 50, emptyAfterSeconds: 3600 },
});

async function run(): Promise<void> {
  for (;;) {
    if (await sealer.step()) {
      process.stdout.write('block\n');
    } else {
      await setTimeout(5);
    }
  }
}

void run();
