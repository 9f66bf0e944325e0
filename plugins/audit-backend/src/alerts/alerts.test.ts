import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { entry } from '../__testUtils__/drafts';
import { AuditLog } from '../log/AuditLog';
import { readAlertRules } from './AlertRule';
import { AlertTeller } from './AlertTeller';
import { AlertWatcher } from './AlertWatcher';

const denials = {
  id: 'denials',
  title: 'Five denials by one person',
  match: { outcome: 'denied' },
  when: 'count >= 5 && record.plugin != "search"',
  within: { minutes: 10 },
  notify: ['group:default/security'],
  webhook: { url: 'https://hooks.example.com/audit', secret: 'shared' },
};

const read = (...alerts: JsonObject[]) =>
  readAlertRules(new ConfigReader({ audit: { alerts } }));

/** A text that cannot be made shorter. */
const noise = (length: number) => randomBytes(length).toString('latin1');

const by = (ref: string) => ({
  outcome: 'denied' as const,
  actors: [{ type: 'user' as const, ref }],
});

describe('readAlertRules', () => {
  it.each([
    ['when', { when: 'count >' }, /"denials": when: /],
    ['when', { when: 'counts > 5' }, /"denials": when: .*counts/],
    ['when', { when: 'count + 1' }, /must be true or false/],
    ['by', { by: 'moon' }, /by: must be one of actor, entity/],
    [
      'webhook',
      { webhook: { url: 'http://hooks.example.com' } },
      /"denials": webhook: .* plain http/,
    ],
  ])('refuses a wrong %s', (_field, over, message) => {
    expect(() => read({ ...denials, ...over })).toThrow(message);
  });

  it('takes a field that is absent for no alert', () => {
    const [rule] = read({ ...denials, when: 'record.meta.size > 5' });

    expect(rule.isDue({ meta: {} } as never, 9)).toBe(false);
  });
});

describe.each(databases.eachSupportedId())('alerts on %s', id => {
  let knex: Knex;
  let log: AuditLog;
  let next = 0;
  const rules = read(denials);
  const notifications = { send: jest.fn() };
  const post = jest.fn<Promise<Response>, Parameters<typeof fetch>>();
  const logger = mockServices.logger.mock();

  const watch = () =>
    AlertWatcher.create({ knex, rules, now: Date.now }).step();
  let later = 0;
  const tell = () =>
    AlertTeller.create({
      knex,
      rules,
      notifications,
      logger,
      now: () => Date.now() + later,
      fetch: post,
    }).step();
  const append = (count: number, over: Parameters<typeof entry>[1]) =>
    log.append(Array.from({ length: count }, () => entry(`${next++}`, over)));

  beforeEach(async () => {
    jest.resetAllMocks();
    later = 0;
    post.mockResolvedValue(new Response());
    knex = await freshDatabase(id);
    log = AuditLog.create(knex);
    await append(9, by('user:default/past'));
    await watch();
  });

  it('tells of the fifth denial of a person, once', async () => {
    await append(4, by('user:default/eve'));
    await append(4, by('user:default/bob'));
    await append(9, { actors: by('user:default/eve').actors });
    await watch();
    await tell();
    expect(notifications.send).not.toHaveBeenCalled();

    await append(3, by('user:default/eve'));
    await watch();
    await tell();
    await tell();

    expect(notifications.send).toHaveBeenCalledTimes(1);
    expect(notifications.send.mock.calls[0][0]).toMatchObject({
      recipients: { entityRef: ['group:default/security'] },
      payload: { title: 'Five denials by one person' },
    });
    const [, request] = post.mock.calls[0];
    expect(JSON.parse(String(request?.body))).toMatchObject({
      rule: 'denials',
      subject: 'user:default/eve',
      count: 5,
    });
  });

  it('counts each record once, also where two replicas look', async () => {
    await append(4, by('user:default/eve'));
    await Promise.all([watch(), watch()]);
    await watch();

    expect(await knex('alert_hits')).toHaveLength(4);
    expect(await knex('alerts')).toEqual([]);
  });

  it('keeps at it until it is told', async () => {
    post.mockResolvedValueOnce(new Response('', { status: 500 }));
    await append(5, by('user:default/eve'));
    await watch();
    await tell();
    await tell();
    expect(notifications.send).not.toHaveBeenCalled();

    later = 6000;
    await tell();

    expect(notifications.send).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['a NUL', 'user:default/\0'],
    ['half a character', '\ud800'],
    ['more than an index takes', noise(5000)],
  ])('counts who has %s in the name', async (_, ref) => {
    await append(5, by(ref));
    await watch();

    expect(await knex('alerts')).toHaveLength(1);
  });

  it('does not look at the past', async () => {
    expect(await knex('alerts')).toEqual([]);
  });
});
