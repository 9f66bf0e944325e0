import { mockServices } from '@backstage/backend-test-utils';
import type { EventsService } from '@backstage/plugin-events-node';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import { ManualClock } from '../../capture/__testUtils__/ManualClock';
import { draftWith, until } from '../../capture/__testUtils__/writers';
import { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { TaskListener } from './TaskListener';

const spec = {
  parameters: { name: 'billing', token: 'x' },
  templateInfo: { entityRef: 'template:default/new-service' },
  steps: [],
};
const ada = 'user:default/ada';

async function setUp() {
  const clock = new ManualClock();
  const logger = mockServices.logger.mock();
  const config = mockServices.rootConfig();
  const capture = createAuditCapture({ config, logger, clock });
  const sink = new FakeSink();
  capture.writer.attach(sink);
  let publish: (payload: unknown) => Promise<void> = async () => {};
  const events: EventsService = {
    publish: async () => {},
    subscribe: async ({ topics, onEvent }) => {
      publish = eventPayload => onEvent({ topic: topics[0], eventPayload });
    },
  };
  const recorder = DefaultAuditRecorder.create({
    capture,
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth(),
    plugin: { getId: () => 'scaffolder' },
    source: 'scaffolder',
  });
  const listener = TaskListener.create({ events, capture, recorder, logger });
  await listener.start();
  return { clock, sink, listener, capture, publish };
}

const audited = (action: string) =>
  draftWith({
    plugin: 'scaffolder',
    event: 'task',
    action,
    meta: { taskId: 't1' },
  });

describe('TaskListener', () => {
  it('records creation and end of a task, with its person and its template', async () => {
    const { clock, sink, publish } = await setUp();
    await publish({ id: 't1', spec, createdBy: ada, status: 'open' });
    await publish({ id: 't1', spec, createdBy: ada, status: 'processing' });
    await publish({ id: 't1', status: 'failed', createdBy: ada, state: {} });
    expect(sink.stored).toEqual([]);
    clock.advance(5000);
    await until(() => sink.stored.length === 2);

    const person = { type: 'user', ref: ada };
    expect(sink.drafts).toEqual([
      expect.objectContaining({
        plugin: 'scaffolder',
        event: 'task',
        action: 'create',
        source: 'scaffolder',
        outcome: 'succeeded',
        startedAt: '2026-11-24T10:00:00.000Z',
        correlationId: 'scaffolder:t1',
        actors: [person],
        entities: ['template:default/new-service'],
        meta: {
          taskId: 't1',
          status: 'open',
          taskParameters: { name: 'billing', token: '[redacted]' },
        },
      }),
      expect.objectContaining({
        action: 'execution',
        outcome: 'failed',
        actors: [
          person,
          { type: 'agent', ref: 'scaffolder-task:t1' },
          { type: 'plugin', ref: 'plugin:scaffolder' },
        ],
        entities: ['template:default/new-service'],
        meta: { taskId: 't1', status: 'failed' },
      }),
    ]);
  });

  it('leaves to the auditor what the auditor reports, before or after', async () => {
    const { clock, sink, publish, capture } = await setUp();
    await publish({ id: 't1', spec, createdBy: ada, status: 'open' });
    await capture.writer.write({ kind: 'record', draft: audited('create') });
    await capture.writer.write({ kind: 'record', draft: audited('execution') });
    await publish({ id: 't1', status: 'completed', createdBy: ada });
    await publish({ id: 7, taskId: 't1', status: 'cancelled', body: {} });
    clock.advance(10_000);
    await until(() => sink.stored.length === 3);
    expect(
      sink.drafts.map(({ source, action }) => `${source} ${action}`),
    ).toEqual(['auditor create', 'auditor execution', 'scaffolder cancel']);
    expect(sink.drafts[2].entities).toEqual(['template:default/new-service']);
  });

  it('records at once what it still waits for, when it stops', async () => {
    const { sink, publish, listener } = await setUp();
    await publish({ id: 't1', spec, status: 'open' });
    await listener.stop();
    expect(sink.drafts).toMatchObject([
      { action: 'create', actors: [{ ref: 'plugin:scaffolder' }] },
    ]);
  });

  it.each([
    [undefined],
    [{}],
    [{ id: 't1' }],
    [{ status: 'open' }],
    ['x'],
    [null],
  ])('passes over %j', async payload => {
    const { sink, publish, listener } = await setUp();
    await publish(payload);
    await listener.stop();
    expect(sink.stored).toEqual([]);
  });
});
