import type { AuditorService } from '@backstage/backend-plugin-api';
import { AuditorRecorder } from './AuditorRecorder';

function fake() {
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  const createEvent = jest.fn<
    ReturnType<AuditorService['createEvent']>,
    Parameters<AuditorService['createEvent']>
  >(async () => ({ success, fail }));
  return { success, fail, createEvent };
}

describe('AuditorRecorder', () => {
  it('hands everything to the auditor', async () => {
    const auditor = fake();
    await AuditorRecorder.create(auditor).record({
      event: 'approval',
      action: 'grant',
      severity: 'medium',
      actors: [{ type: 'user', ref: 'user:default/ada' }],
      entities: ['component:default/billing'],
      change: { before: 1, after: 2 },
      meta: { run: 42 },
      startedAt: new Date('2026-11-24T10:00:00Z'),
    });
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'approval',
      severityLevel: 'medium',
      request: undefined,
      meta: {
        run: 42,
        actionType: 'grant',
        actors: ['user:default/ada'],
        entityRefs: ['component:default/billing'],
        before: 1,
        after: 2,
        startedAt: '2026-11-24T10:00:00.000Z',
      },
    });
    expect(auditor.success).toHaveBeenCalledTimes(1);
    expect(auditor.fail).not.toHaveBeenCalled();
  });

  it('records what has no proper date', async () => {
    const auditor = fake();
    const startedAt = new Date('yesterday');
    await AuditorRecorder.create(auditor).record({ event: 'a', startedAt });
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'a',
      meta: {},
    });
  });

  it('fails what has an error, or an outcome that is none', async () => {
    const auditor = fake();
    const recorder = AuditorRecorder.create(auditor);
    const error = new Error('no');
    await recorder.record({ event: 'approval', error });
    await recorder.record({ event: 'approval', outcome: 'denied' });
    expect(auditor.fail.mock.calls).toEqual([
      [{ error }],
      [{ error: new Error('denied') }],
    ]);
    expect(auditor.success).not.toHaveBeenCalled();
  });
});
