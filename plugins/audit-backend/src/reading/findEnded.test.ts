import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { entry, intent } from '../__testUtils__/drafts';
import { readAll } from '../__testUtils__/readAll';
import { catalogOptions } from '../__testUtils__/world';
import { AuditLog } from '../log';
import { createReading } from './createReading';
import { createFindEnded } from './findEnded';

describe.each(databases.eachSupportedId())('createFindEnded on %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await freshDatabase(id);
  });

  it('keeps an action from being given up whose outcome came before its beginning', async () => {
    const log = AuditLog.create(knex);
    const { finder } = createReading({ ...catalogOptions(), knex });
    const late = { correlationId: 'shared' };
    await log.append([
      entry('a', late, 'a'),
      entry('quiet', { noise: true }, 'quiet'),
      entry('of the same action', late),
    ]);
    await log.append([
      intent('a', late),
      intent('b', late),
      intent('quiet', { noise: true }),
      intent('c'),
    ]);

    const findEnded = createFindEnded(finder);
    const before = Date.now();
    expect(await log.takeAbandoned({ before, findEnded })).toBe(4);

    expect(await knex('intents').select()).toEqual([]);
    const abandoned = (await readAll(knex)).filter(
      ({ outcome }) => outcome === 'abandoned',
    );
    expect(abandoned.map(({ correlationId }) => correlationId)).toEqual([
      'shared',
      'c-c',
    ]);
  });
});
