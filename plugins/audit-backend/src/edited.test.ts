import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { readAlertRules } from './alerts/AlertRule';
import { AlertWatcher } from './alerts/AlertWatcher';
import { writeRecords, type PlainFormat } from './export/writeRecords';
import type { AuditReader } from './permissions';
import { ResourceLoader } from './permissions/ResourceLoader';
import { createReading, type Reading } from './reading';
import { all, has } from './reading/conditions';
import { HoldMatcher } from './seal';
import { sealedLog, withoutGuard } from './seal/__testUtils__/sealedLog';
import { StreamSender } from './stream/StreamSender';
import { syslogMessage } from './stream/syslogMessage';
import { UsageTally } from './usage/UsageTally';
import { databases } from './__testUtils__/databases';
import { draft, entry } from './__testUtils__/drafts';
import { catalogOptions } from './__testUtils__/world';

jest.setTimeout(60_000);

const credentials = mockCredentials.user();
const everything: AuditReader = {
  credentials,
  condition: all,
  restricted: false,
};
const others: AuditReader = {
  credentials,
  condition: { kind: 'not', part: has('actor', ['user:default/ann']) },
  restricted: true,
};

/** What the rest of a text was edited into. */
const edits: Array<[string, string]> = [
  ['no JSON', '"id":"x'],
  ['nothing', ''],
  ['a text without a comma', 'hello'],
  ['fields that are missing', '"id":"x"}'],
  ['another place', '"seq":4,"id":"x"}'],
  ['lines of its own', JSON.stringify(draft('x'), null, 1).slice(1)],
  ['two lines', '"id":"x"}\n{"v":1,"seq":9}'],
  ['actors that are none', edited({ actors: 'me' })],
  ['no actor', edited({ actors: [] })],
  ['entities that are none', edited({ entities: [{}] })],
  ['an outcome that is none', edited({ outcome: 'great' })],
  ['a severity that is none', edited({ severity: 9 })],
  ['a time that is none', edited({ at: 'tomorrow' })],
  ['an error that is none', edited({ error: 'no' })],
  ['a duration that is none', edited({ durationMs: 'long' })],
  ['a request that is none', edited({ request: { url: 7 } })],
];

function edited(change: object): string {
  return JSON.stringify({ ...draft('x'), ...change }).slice(1);
}

describe.each(databases.eachSupportedId())('an edited text on %s', id => {
  let knex: Knex;
  let reading: Reading;
  let log: Awaited<ReturnType<typeof sealedLog>>;

  beforeAll(async () => {
    log = await sealedLog(id);
    knex = log.knex;
    reading = createReading({ knex, ...catalogOptions() });
    await watcher().step();
    await sender([]).step(never);
    const run = { event: 'action-invoke', action: undefined };
    const meta = { actionId: 'catalog:refresh' };
    await log.log.append(
      ['a', 'b', 'c'].map(name => entry(name, { ...run, meta })),
    );
  });

  const never = new AbortController().signal;

  const watcher = () =>
    AlertWatcher.create({
      knex,
      rules: readAlertRules(
        new ConfigReader({ audit: { alerts: [{ id: 'all', by: 'all' }] } }),
      ),
      now: Date.now,
    });

  const sender = (received: string[]) =>
    StreamSender.create({
      knex,
      name: 'siem',
      target: {
        deliver: async items => {
          received.push(...items.map(({ body }) => body));
          items.forEach(item =>
            syslogMessage(item, {
              ...{ hostname: 'a', appName: 'b', enterprise: 1 },
              format: 'ocsf',
            }),
          );
        },
      },
      logger: mockServices.logger.mock(),
      now: Date.now,
    });

  async function editSecond(body: string) {
    await withoutGuard(knex, tx =>
      tx('records').where({ seq: 2 }).update({ body }),
    );
    await knex('stream_cursors').update({ seq: 0 });
    await knex('alert_hits').delete();
  }

  const exported = async (format: PlainFormat) => {
    const filter = { noise: true };
    const what = { format, filter, reader: everything };
    let text = '';
    for await (const piece of writeRecords(reading.finder, what)) {
      text += piece;
    }
    return text.trimEnd().split('\n');
  };

  describe.each(edits)('into %s', (_, body) => {
    beforeAll(() => editSecond(body));

    it('is shown as what it is, in lists and by itself', async () => {
      const page = { limit: 9 };
      const { items } = await reading.records.list({}, page, everything);
      expect(items.map(({ seq }) => seq)).toEqual([3, 2, 1]);
      expect(items[1]).toMatchObject({
        event: 'record-unreadable',
        severity: 'critical',
        summary: expect.stringContaining('edited'),
      });
      const detail = await reading.records.detail(2, everything);
      expect(detail.body).toContain(body);
      const related = await reading.records.related(2, everything);
      expect(related.correlation).toEqual([]);
    });

    it('is not shown to who may see a part, whatever is asked', async () => {
      const page = { limit: 9 };
      const { items } = await reading.records.list({}, page, others);
      expect(items).toEqual([]);
      await expect(reading.records.detail(2, others)).rejects.toThrow(
        'no record 2',
      );
      const loader = ResourceLoader.create({ knex, ...catalogOptions() });
      expect(await loader.load(['2'])).toEqual([undefined]);
    });

    it('does not keep others from being exported, and is a line', async () => {
      const ndjson = await exported('ndjson');
      expect(ndjson.map(line => JSON.parse(line).seq)).toEqual([1, 2, 3]);
      expect(await exported('ocsf')).toHaveLength(3);
      expect((await exported('csv')).length).toBeGreaterThanOrEqual(4);
    });

    it('does not keep others from being streamed, counted and watched', async () => {
      const received: string[] = [];
      await sender(received).step(never);
      expect(received.map(line => JSON.parse(line).seq)).toEqual([1, 2, 3]);
      expect(received.join('')).not.toContain('\n');
      await watcher().step();
      expect(await knex('alert_hits')).toHaveLength(3);
      const teamOf = async () => undefined;
      await UsageTally.create({ knex, teamOf, now: Date.now }).step();
      const [{ seq }] = await knex('stream_cursors').where({ name: 'usage' });
      expect(Number(seq)).toBe(3);
    });

    it('is on hold while anything is', async () => {
      const hold = { id: 'h', title: 'h', createdBy: 'x', createdAt: '' };
      const filter = { actor: ['user:default/nobody'] };
      const matcher = await HoldMatcher.create([{ ...hold, filter }]);
      const { body: text } = await reading.records.find(2, everything);
      expect(matcher.holds({ seq: 2, body: text })).toBe(true);
    });

    it('is named by verifying, and keeps nothing from being verified', async () => {
      const problems = await log.problems();
      expect(problems).toContainEqual({
        seq: 2,
        message: expect.stringContaining('not what was written'),
      });
      expect(problems.every(({ seq }) => seq === 2)).toBe(true);
    });
  });
});
