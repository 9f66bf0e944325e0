import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { insertAll } from '../__testUtils__/entities';
import { component, scorecardEntity } from '../__testUtils__/scorecard';
import { createEngine } from '../engine/createEngine';
import { DigestSender } from './DigestSender';

const MONDAY = Date.parse('2026-11-16T10:00:00Z');
const DAY = 86_400_000;

const noFacts = { factsFor: async () => new Map() };

function owned(name: string, owner: string, spec: Record<string, unknown>) {
  return {
    ...component(name, spec),
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

describe.each(databases.eachSupportedId())('DigestSender on %s', id => {
  async function setUp() {
    const knex = await freshDatabase(id);
    const logger = mockServices.logger.mock();
    let now = MONDAY;
    const engine = createEngine({
      knex,
      logger,
      facts: noFacts,
      environment: RuleEnvironment.create(),
      freshness: () => undefined,
      now: () => now,
    });
    await insertAll(knex, [
      owned('good', 'group:default/a', { lifecycle: 'production' }),
      owned('bad', 'group:default/b', {}),
      owned('fine', 'group:default/b', { lifecycle: 'production' }),
    ]);
    await engine.definitions.apply(
      scorecardEntity(
        [[{ id: 'lifecycle', rule: 'has(entity.spec.lifecycle)' }]],
        { notifications: { frequency: 'weekly', on: 'monday', at: '09:00' } },
      ),
    );
    await engine.worker.drain();
    const sent: NotificationSendOptions[] = [];
    const sender = DigestSender.create({
      knex,
      catalogue: engine.catalogue,
      notifications: {
        async send(options) {
          sent.push(options);
        },
      },
      logger,
      now: () => now,
    });
    const advance = (days: number) => {
      now += days * DAY;
    };
    return { sender, sent, advance };
  }

  it('tells only those who have something to mend, once each time', async () => {
    const { sender, sent, advance } = await setUp();

    await sender.run();
    expect(sent).toEqual([]);

    advance(6);
    await sender.run();
    expect(sent).toEqual([]);

    advance(1);
    await sender.run();
    await sender.run();
    expect(sent).toMatchObject([
      {
        recipients: { entityRef: 'group:default/b' },
        payload: {
          title: 'readiness: 1 of your 2 entities have checks to mend',
          link: '/scorecards/default/readiness?tab=entities&group=group%3Adefault%2Fb',
        },
      },
    ]);
  });
});
