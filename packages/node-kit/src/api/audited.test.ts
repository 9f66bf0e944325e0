import { mockServices } from '@backstage/backend-test-utils';
import { audited } from './audited';

function recording() {
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({ success, fail }),
  });
  return { auditor, success, fail };
}

describe('audited', () => {
  it('records that it was asked for, and what came of it', async () => {
    const { auditor, success, fail } = recording();
    const action = { eventId: 'thing-write', meta: { actionType: 'add' } };

    const result = await audited(
      auditor,
      action,
      async () => 3,
      count => ({ count }),
    );

    expect(result).toBe(3);
    expect(auditor.createEvent).toHaveBeenCalledWith({
      ...action,
      severityLevel: 'medium',
    });
    expect(success).toHaveBeenCalledWith({ meta: { count: 3 } });
    expect(fail).not.toHaveBeenCalled();
  });

  it('records a failure, and lets it pass', async () => {
    const { auditor, success, fail } = recording();
    const error = new Error('no');

    const run = audited(
      auditor,
      {
        eventId: 'thing-write',
        meta: { actionType: 'remove' },
        severityLevel: 'critical',
      },
      async () => {
        throw error;
      },
      () => ({}),
    );

    await expect(run).rejects.toBe(error);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ severityLevel: 'critical' }),
    );
    expect(fail).toHaveBeenCalledWith({ error });
    expect(success).not.toHaveBeenCalled();
  });
});
