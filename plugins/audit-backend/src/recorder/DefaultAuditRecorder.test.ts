import { mockServices } from '@backstage/backend-test-utils';
import type { AuditRecorderEntry } from '@daytwo/backstage-plugin-audit-node';
import { createAuditCapture } from '../capture/AuditCapture';
import { FakeSink } from '../capture/__testUtils__/FakeSink';
import { ManualClock } from '../capture/__testUtils__/ManualClock';
import { DefaultAuditRecorder } from './DefaultAuditRecorder';

async function recorded(entry: AuditRecorderEntry) {
  const capture = createAuditCapture({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
    clock: new ManualClock(),
  });
  const sink = new FakeSink();
  capture.writer.attach(sink);
  const recorder = DefaultAuditRecorder.create({
    capture,
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth(),
    plugin: { getId: () => 'approvals' },
  });
  await recorder.record(entry);
  await capture.writer.stop();
  return sink.drafts[0];
}

describe('DefaultAuditRecorder', () => {
  const now = '2026-11-24T10:00:00.000Z';

  it.each([
    [{ durationMs: NaN }, { startedAt: now }],
    [{ durationMs: Infinity }, { startedAt: now }],
    [{ durationMs: -5 }, { startedAt: now, durationMs: 0 }],
    [{ startedAt: new Date('yesterday') }, { startedAt: now }],
    [
      { durationMs: 60_000 },
      { startedAt: '2026-11-24T09:59:00.000Z', durationMs: 60_000 },
    ],
  ])('records it, whatever the time: %p', async (time, expected) => {
    const draft = await recorded({ event: 'approval', ...time });
    expect(draft).toMatchObject(expected);
    expect(JSON.stringify(draft)).not.toContain('"durationMs":null');
  });

  it('keeps records small, and says where it cut', async () => {
    const entities = Array.from(
      { length: 100_000 },
      (_, n) => `component:x/c${n}`,
    );
    const draft = await recorded({
      event: 'e'.repeat(1_000_000),
      action: 'a'.repeat(1_000_000),
      correlationId: 'c'.repeat(1_000_000),
      actors: entities.map(ref => ({ type: 'service', ref: ref.repeat(100) })),
      entities,
      meta: { entities },
    });
    expect(JSON.stringify(draft).length).toBeLessThan(50_000);
    expect(draft.truncated).toEqual(
      expect.arrayContaining([
        '/entities',
        '/event',
        '/action',
        '/correlationId',
        '/actors',
        '/meta/entities',
      ]),
    );
  });
});
