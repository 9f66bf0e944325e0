import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { entry, intent } from '../__testUtils__/drafts';
import { readAll } from '../__testUtils__/readAll';
import { AuditLog } from './AuditLog';

const MINUTE = 60_000;
const which = {
  judge: 'judge',
  deadAfterMs: 10 * MINUTE,
  lostAfterMs: 24 * 60 * MINUTE,
};

describe.each(databases.eachSupportedId())(
  'processes that write, on %s',
  id => {
    let knex: Knex;
    let log: AuditLog;
    beforeEach(async () => {
      knex = await freshDatabase(id);
      log = AuditLog.create(knex);
    });

    const names = () => knex('writers').orderBy('name').pluck('name');
    const outcomes = async () =>
      (await readAll(knex)).map(r => [r.correlationId, r.outcome]);

    /** As if so much time had passed, in which some were seen all the time. */
    async function pass(ms: number, alive: readonly string[]) {
      await knex('writers').update({
        steady_since: knex.raw('steady_since - ?', [ms]),
      });
      await knex('writers')
        .whereNotIn('name', alive)
        .update({ seen_at: knex.raw('seen_at - ?', [ms]) });
    }

    async function begin(...spooled: [writer: string, entries: number][]) {
      await log.seen([
        { name: 'judge', spooled: 0 },
        ...spooled.map(([name, n]) => ({ name, spooled: n })),
      ]);
      await log.append(
        spooled.map(([writer]) => intent(`of-${writer}`, { writer })),
      );
    }

    async function takeAll(): Promise<number> {
      let dead = 0;
      while (await log.takeDead(which)) {
        dead++;
      }
      return dead;
    }

    it('are dead when they were not seen for long, and what they began is abandoned', async () => {
      await begin(['dead', 0], ['alive', 0]);
      await pass(9 * MINUTE, ['judge', 'alive']);
      expect(await takeAll()).toBe(0);

      await pass(2 * MINUTE, ['judge', 'alive']);
      expect(await takeAll()).toBe(1);

      expect(await outcomes()).toEqual([['c-of-dead', 'abandoned']]);
      expect(await names()).toEqual(['alive', 'judge']);
      expect(await knex('intents').pluck('id')).toEqual(['of-alive']);
    });

    it('are given time after the database was away from all', async () => {
      await begin(['dead', 0], ['alive', 0]);
      await pass(60 * MINUTE, []);
      expect(await takeAll()).toBe(0);
      await log.seen([{ name: 'judge', spooled: 0 }]);
      expect(await takeAll()).toBe(0);
      await log.seen([{ name: 'alive', spooled: 0 }]);

      await pass(11 * MINUTE, ['judge', 'alive']);

      expect(await takeAll()).toBe(1);
      expect(await outcomes()).toEqual([['c-of-dead', 'abandoned']]);
    });

    it('are judged by nobody who has just come', async () => {
      await begin(['dead', 0]);
      await knex('writers').where({ name: 'judge' }).delete();
      await pass(60 * MINUTE, []);
      expect(await takeAll()).toBe(0);
      await log.seen([{ name: 'judge', spooled: 0 }]);
      expect(await takeAll()).toBe(0);

      await pass(10 * MINUTE, ['judge']);
      expect(await takeAll()).toBe(1);
    });

    it('are not judged by a clock that jumps', async () => {
      await begin(['alive', 0]);
      await pass(20 * MINUTE, ['judge', 'alive']);
      await pass(60 * MINUTE, []);

      expect(await takeAll()).toBe(0);
      await log.seen([{ name: 'judge', spooled: 0 }]);
      expect(await takeAll()).toBe(0);
    });

    it('are not dead while entries of theirs are on a disk, unless those never come', async () => {
      await begin(['spooled', 3]);
      await pass(23 * 60 * MINUTE, ['judge']);
      expect(await takeAll()).toBe(0);

      await pass(2 * 60 * MINUTE, ['judge']);
      expect(await takeAll()).toBe(1);
      expect(await outcomes()).toEqual([['c-of-spooled', 'abandoned']]);
    });

    it('are forgotten when they end, unless outcomes may come yet', async () => {
      await log.seen(
        ['done', 'busy', 'spooled'].map(name => ({ name, spooled: 0 })),
      );
      await log.append([intent('a', { writer: 'busy' })]);

      await log.left({ name: 'done', spooled: 0 });
      await log.left({ name: 'busy', spooled: 0 });
      await log.left({ name: 'spooled', spooled: 2 });

      expect(await names()).toEqual(['busy', 'spooled']);
      expect(await knex('writers').pluck('spooled').then(numbers)).toEqual([
        0, 2,
      ]);
    });

    it('are there again when they come back, and their late outcomes are records beside', async () => {
      await begin(['slow', 0]);
      await pass(11 * MINUTE, ['judge']);
      expect(await takeAll()).toBe(1);

      await log.seen([{ name: 'slow', spooled: 0 }]);
      await log.append([entry('of-slow', { writer: 'slow' }, 'of-slow')]);

      expect(await names()).toEqual(['judge', 'slow']);
      expect(await outcomes()).toEqual([
        ['c-of-slow', 'abandoned'],
        ['c-of-slow', 'succeeded'],
      ]);
      const records = await readAll(knex);
      expect(new Set(records.map(record => record.id)).size).toBe(2);
      expect(await knex('intents')).toEqual([]);
    });

    it('leave each action once, however many judge', async () => {
      await begin(['dead', 0]);
      await pass(11 * MINUTE, ['judge']);

      await Promise.all([takeAll(), takeAll(), takeAll()]);

      expect(await outcomes()).toEqual([['c-of-dead', 'abandoned']]);
    });
  },
);

const numbers = (values: readonly unknown[]) => values.map(Number);
