import { mockServices } from '@backstage/backend-test-utils';
import {
  packStates,
  VERDICT_CHANGED_TOPIC,
  type VerdictChangedEvent,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { TransitionWrite } from '../database/results/insertTransitions';
import {
  ChangePublisher,
  type ChangePublisherOptions,
} from './ChangePublisher';

function transitions(count: number): TransitionWrite[] {
  return Array.from({ length: count }, (_, entity_id) => ({
    at: 1000,
    scorecard_id: 1,
    entity_id,
    check_id: 'has-owner',
    from_state: packStates(['pass']),
    to_state: packStates(['fail']),
    cause: 'factChanged',
    version: 1,
    evidence: null,
  }));
}

describe('ChangePublisher', () => {
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  const signals = { publish: jest.fn(async () => {}) };
  let publisher: ChangePublisher;

  const published = () =>
    events.publish.mock.calls.flatMap(
      ([{ eventPayload }]) => (eventPayload as VerdictChangedEvent).changes,
    );
  const settled = async (count: number) => {
    while (published().length < count) {
      await new Promise(resolve => setImmediate(resolve));
    }
  };

  beforeEach(() => {
    jest.resetAllMocks();
    publisher = ChangePublisher.create({
      events,
      signals,
      logger,
      entities: {
        refsOf: async (ids: readonly number[]) =>
          new Map(ids.map(id => [id, `component:default/c${id}`])),
      },
      definitions: {
        list: async () => [{ id: 1, ref: 'scorecard:default/s' }],
      },
    } as unknown as ChangePublisherOptions);
  });

  it('puts small batches together, and tells every change once', async () => {
    await publisher.publish(transitions(1));
    await publisher.publish(transitions(700));
    await publisher.publish([]);
    await settled(701);

    expect(published()).toHaveLength(701);
    expect(published()[0]).toMatchObject({
      entityRef: 'component:default/c0',
      from: 'pass',
      to: 'fail',
    });
    const topics = events.publish.mock.calls.map(([{ topic }]) => topic);
    expect(topics).toEqual(Array(3).fill(VERDICT_CHANGED_TOPIC));
  });

  it('goes on after a failure', async () => {
    events.publish.mockRejectedValueOnce(new Error('no bus'));

    await publisher.publish(transitions(1));
    await publisher.publish(transitions(2));
    await settled(3);

    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('is waited for where much waits, but not for long', async () => {
    events.publish.mockReturnValue(new Promise(() => {}));
    await publisher.publish(transitions(2000));

    const began = performance.now();
    await publisher.publish(transitions(1000));

    expect(performance.now() - began).toBeGreaterThan(500);
  });
});
