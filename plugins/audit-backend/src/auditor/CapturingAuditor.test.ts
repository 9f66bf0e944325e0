import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { createAuditCapture } from '../capture/AuditCapture';
import { draftOf } from '../capture/entries';
import { FakeSink } from '../capture/__testUtils__/FakeSink';
import { ManualClock } from '../capture/__testUtils__/ManualClock';
import { CapturingAuditor } from './CapturingAuditor';
import { detectBypass } from './detectBypass';
import type { Request } from './request';

function setUp(plugin = 'catalog', capture: JsonObject = { intents: 'all' }) {
  const clock = new ManualClock();
  const config = mockServices.rootConfig({ data: { audit: { capture } } });
  const logger = mockServices.logger.mock();
  const shared = createAuditCapture({ config, logger, clock });
  const sink = new FakeSink();
  shared.writer.attach(sink);
  const inner = mockServices.auditor.mock({
    createEvent: async () => ({ success: logged, fail: logged }),
  });
  const logged = jest.fn(async () => {});
  const auditor = CapturingAuditor.create({
    inner,
    capture: shared,
    auth: mockServices.auth({ pluginId: plugin }),
    httpAuth: mockServices.httpAuth({ pluginId: plugin }),
    plugin: { getId: () => plugin },
  });
  return { auditor, sink, clock, logger, logged, inner, writer: shared.writer };
}

function request(
  userAgent = 'Mozilla/5.0',
  credentials = mockCredentials.user.header('user:default/ada'),
): Request {
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    authorization: credentials,
  };
  return {
    method: 'GET',
    originalUrl: '/api/catalog/entities?token=abc',
    ip: '::ffff:10.1.2.3',
    headers,
    get: (name: string) => headers[name],
  } as unknown as Request;
}

const fetchByName: AuditorServiceCreateEventOptions = {
  eventId: 'entity-fetch',
  meta: { queryType: 'by-name', entityRef: 'component:default/billing' },
};

describe('CapturingAuditor', () => {
  it('joins start and outcome, and takes the note of the start away with the outcome', async () => {
    const { auditor, sink, clock, inner, logged } = setUp();
    const event = await auditor.createEvent({
      ...fetchByName,
      request: request(),
    });
    const [intent] = sink.stored;
    expect(intent).toMatchObject({
      kind: 'intent',
      intent: { at: '2026-11-24T10:00:00.000Z' },
    });
    clock.advance(250);
    await event.success({ meta: { found: 1 } });

    const { id, correlationId } = draftOf(intent);
    expect(sink.stored[1]).toEqual({
      kind: 'record',
      intentId: id,
      draft: expect.objectContaining({
        id,
        correlationId,
        plugin: 'catalog',
        event: 'entity-fetch',
        action: 'by-name',
        severity: 'low',
        outcome: 'succeeded',
        source: 'auditor',
        startedAt: '2026-11-24T10:00:00.000Z',
        durationMs: 250,
        actors: [{ type: 'user', ref: 'user:default/ada' }],
        request: {
          method: 'GET',
          url: '/api/catalog/entities?token=[redacted]',
          ip: '10.1.2.3',
          userAgent: 'Mozilla/5.0',
        },
        entities: ['component:default/billing'],
        meta: {
          queryType: 'by-name',
          entityRef: 'component:default/billing',
          found: 1,
        },
        redacted: ['/request/url'],
      }),
    });
    expect(inner.createEvent).toHaveBeenCalledTimes(1);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it('keeps both outcomes, where two are reported', async () => {
    const { auditor, sink } = setUp();
    const event = await auditor.createEvent(fetchByName);
    await event.success();
    await event.fail({ error: new NotFoundError('gone') });

    const [, first, second] = sink.stored;
    expect(first).toMatchObject({ draft: { outcome: 'succeeded' } });
    expect(second).toMatchObject({
      draft: {
        outcome: 'failed',
        error: { name: 'NotFoundError', message: 'gone' },
      },
    });
    expect(draftOf(second).correlationId).toBe(draftOf(first).correlationId);
    expect(draftOf(second).id).not.toBe(draftOf(first).id);
    expect(second).not.toHaveProperty('intentId');
  });

  it('calls what may not be done denied', async () => {
    const { auditor, sink } = setUp();
    const event = await auditor.createEvent({
      ...fetchByName,
      request: request(),
    });
    await event.fail({ error: new NotAllowedError('no') });
    expect(sink.stored[1]).toMatchObject({ draft: { outcome: 'denied' } });
    expect(draftOf(sink.stored[1]).noise).toBeUndefined();
  });

  it('marks look-ups of plugins and pages as noise, and nothing that anybody does', async () => {
    const { auditor, sink } = setUp();
    const plugin = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:search'),
      targetPluginId: 'catalog',
    });
    for (const options of [
      { request: request('node-fetch/1.0', plugin) },
      { request: request() },
      { request: request(), eventId: 'entity-facets' },
      { request: request(), eventId: 'location-fetch' },
      {
        request: request('node-fetch/1.0', plugin),
        severityLevel: 'medium' as const,
      },
    ]) {
      await (
        await auditor.createEvent({ ...fetchByName, ...options })
      ).success();
    }
    const noises = sink.drafts.filter((_, i) => i % 2).map(d => d.noise);
    expect(noises).toEqual([true, true, true, undefined, undefined]);
  });

  it('marks what stands beside a list of the audit log as noise, and not the list', async () => {
    const { auditor, sink } = setUp('audit');
    for (const queryType of ['list', 'histogram', 'related', 'suggestions']) {
      const event = await auditor.createEvent({
        eventId: 'record-read',
        request: request(),
        meta: { queryType },
      });
      await event.success();
    }
    const noises = sink.drafts.filter((_, i) => i % 2).map(d => d.noise);
    expect(noises).toEqual([undefined, true, true, true]);
  });

  it('attributes a run of a template to its person and binds its events by its task', async () => {
    const { auditor, sink } = setUp('scaffolder');
    const meta = { actionType: 'create', templateRef: 'template:default/new' };
    const created = await auditor.createEvent({
      eventId: 'task',
      severityLevel: 'medium',
      request: request(),
      meta,
    });
    await created.success({ meta: { taskId: 't1' } });
    const run = await auditor.createEvent({
      eventId: 'task',
      severityLevel: 'medium',
      meta: {
        actionType: 'execution',
        createdBy: 'user:default/ada',
        taskId: 't1',
      },
    });
    await run.fail({ error: new Error('step failed') });

    const [, create, , execution] = sink.drafts;
    expect(create.correlationId).toBe('scaffolder:t1');
    expect(create.entities).toEqual(['template:default/new']);
    expect(execution).toMatchObject({
      correlationId: 'scaffolder:t1',
      outcome: 'failed',
      actors: [
        { type: 'user', ref: 'user:default/ada' },
        { type: 'agent', ref: 'scaffolder-task:t1' },
        { type: 'plugin', ref: 'plugin:scaffolder' },
      ],
    });
  });

  it('notes no start of reads, unless that is configured', async () => {
    const { auditor, sink } = setUp('catalog', {});
    await (await auditor.createEvent(fetchByName)).success();
    await auditor.createEvent({
      eventId: 'entity-mutate',
      severityLevel: 'medium',
    });
    expect(sink.stored.map(({ kind }) => kind)).toEqual(['record', 'intent']);
  });

  it('keeps before and after as what was changed', async () => {
    const { auditor, sink } = setUp();
    const meta = { before: { size: 1 }, after: { size: 2, apiKey: 'x' } };
    await (await auditor.createEvent({ eventId: 'resize', meta })).success();
    expect(sink.drafts[1]).toMatchObject({
      change: { before: { size: 1 }, after: { size: 2, apiKey: '[redacted]' } },
      redacted: ['/change/after/apiKey'],
    });
    expect(sink.drafts[1].meta).toBeUndefined();
  });

  const throws = () => {
    throw new Error('do not touch');
  };
  it.each([
    [
      'getters',
      {
        get before() {
          return throws();
        },
        get actionType() {
          return throws();
        },
      },
    ],
    ['a proxy', new Proxy({ a: 1 }, { get: throws })],
    ['a proxy without keys', new Proxy({}, { ownKeys: throws })],
    ['toJSON', { toJSON: throws }],
    ['nothing', null],
    ['a text', 'text'],
  ])('records what is done with a meta of %s', async (_, meta) => {
    const { auditor, sink } = setUp();
    const options = { eventId: 'change', meta: meta as unknown as JsonObject };
    const event = await auditor.createEvent(options);
    await event.success(options);
    const [, ended] = sink.drafts;
    expect(ended).toMatchObject({ outcome: 'succeeded' });
    expect(['object', 'undefined']).toContain(typeof ended.meta);
  });

  it.each([
    Object.create(null),
    new Proxy(new Error(), { get: throws }),
    {
      get message() {
        return throws();
      },
    },
    Object.assign(new Error('it'), { name: Symbol('x') }),
  ])('records a failure, whatever is thrown', async error => {
    const { auditor, sink } = setUp();
    const event = await auditor.createEvent({ eventId: 'change' });
    await event.fail({ error });
    expect(sink.drafts[1]).toMatchObject({
      outcome: 'failed',
      error: { name: 'Error', message: expect.any(String) },
    });
  });

  it('records the outcome where the other auditor fails', async () => {
    const { auditor, sink, logged } = setUp();
    const event = await auditor.createEvent({ eventId: 'change' });
    logged.mockRejectedValue(new Error('log is full'));
    await expect(event.success()).rejects.toThrow('log is full');
    expect(sink.drafts[1]).toMatchObject({ outcome: 'succeeded' });
  });

  it('measures how long it takes, whatever is done to the clock', async () => {
    const { auditor, sink, clock } = setUp();
    for (const set of [-3_600_000, 3_600_000]) {
      const event = await auditor.createEvent({ eventId: 'change' });
      clock.set(set);
      clock.advance(250);
      await event.success();
    }
    expect(
      sink.drafts.flatMap(draft =>
        'durationMs' in draft ? draft.durationMs : [],
      ),
    ).toEqual([250, 250]);
  });

  it('takes secrets out of the action too, and cuts names that are too long', async () => {
    const { auditor, sink } = setUp();
    const event = await auditor.createEvent({
      eventId: 'e'.repeat(1_000_000),
      meta: {
        actionType: `ghp_${'a1'.repeat(20)}`,
        createdBy: `user:${'u'.repeat(1000)}`,
      },
    });
    await event.success({ meta: { actionType: 'a'.repeat(5000) } });
    const [begun, ended] = sink.drafts;
    expect(begun.action).toBe('[redacted]');
    expect(ended.action).toHaveLength(100);
    expect(ended.event).toHaveLength(200);
    expect(ended.actors[0].ref).toHaveLength(500);
    expect(ended.truncated).toEqual(['/event', '/action', '/actors/0/ref']);
  });

  it('lets no action go on that cannot be recorded', async () => {
    const { auditor, clock, writer } = setUp('catalog', {
      intents: 'all',
      spool: { directory: '/dev/null/spool' },
    });
    const away = new FakeSink();
    away.away = true;
    writer.attach(away);
    let refused: Error | undefined;
    auditor.createEvent(fetchByName).catch(error => (refused = error));
    while (!refused) {
      await new Promise(setImmediate);
      clock.advance(100);
    }
    expect(refused.message).toMatch(/cannot be audited/);
  });
});

describe('detectBypass', () => {
  it('finds out whether events arrive', async () => {
    const { auditor, writer, logger, inner } = setUp('audit');
    expect(await detectBypass({ auditor, writer, logger })).toEqual({
      bypassed: false,
    });
    expect(logger.warn).not.toHaveBeenCalled();

    const state = await detectBypass({ auditor: inner, writer, logger });
    expect(state).toEqual({
      bypassed: true,
      message: expect.stringMatching(/CapturingAuditor/),
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
