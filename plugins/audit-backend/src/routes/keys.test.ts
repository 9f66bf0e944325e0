import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { OperationInput } from '@daytwo/node-kit';
import {
  auditSealManagePermission,
  type AuditRoutes,
} from '@daytwo/backstage-plugin-audit-common';
import { databases } from '../__testUtils__/databases';
import { SealKey } from '../seal/keys/SealKey';
import { keyInfo } from '../seal/keys/keyInfo';
import {
  sealedLog,
  type SealedLogOptions,
} from '../seal/__testUtils__/sealedLog';
import { keyOperations } from './keys';

jest.setTimeout(60_000);

type Id = Parameters<typeof sealedLog>[0];

async function world(id: Id, options?: SealedLogOptions) {
  const log = await sealedLog(id, options);
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(event);
  const demand = jest.fn(async () => {});
  const { rotateKey } = keyOperations({
    readers: { demand },
    keys: log.keys,
    auditor,
  });
  const input = {
    credentials: mockCredentials.user('user:default/ada'),
  } as OperationInput<AuditRoutes['rotateKey']>;
  return { ...log, auditor, event, demand, rotate: () => rotateKey(input) };
}

describe.each(databases.eachSupportedId())('rotating the key on %s', id => {
  it('gives the log a new key, which signs once the change has been sealed', async () => {
    const { append, keys, rotate, sealer, problems, ...rest } = await world(id);
    await append(1);
    const [old] = await keys.list();

    const next = await rotate();

    expect(next).toMatchObject({ active: false, source: 'generated' });
    expect(next).not.toHaveProperty('retiredAt');
    expect(JSON.stringify(next)).not.toContain('PRIVATE');
    expect((await keys.active()).id).toBe(old.id);
    await sealer.sealAll();
    expect((await keys.active()).id).toBe(next.id);
    expect(await problems()).toEqual([]);
    expect(rest.demand).toHaveBeenCalledWith(
      auditSealManagePermission,
      expect.objectContaining({ principal: expect.anything() }),
    );
    expect(rest.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'key',
        severityLevel: 'high',
        meta: { actionType: 'rotate' },
      }),
    );
    expect(rest.event.success).toHaveBeenCalledWith({ meta: { key: next.id } });
  });

  it('refuses without the permission, and records that it was asked for', async () => {
    const { demand, event, keys, rotate } = await world(id);
    demand.mockRejectedValue(new NotAllowedError('not you'));

    await expect(rotate()).rejects.toThrow(NotAllowedError);

    expect(event.fail).toHaveBeenCalled();
    expect(await keys.list()).toHaveLength(1);
  });

  it('makes one key of two that are wanted at once', async () => {
    const { keys, rotate } = await world(id);

    const [one, other] = await Promise.allSettled([rotate(), rotate()]);

    const [refused] = [one, other].filter(r => r.status === 'rejected');
    expect(refused).toMatchObject({ reason: expect.any(ConflictError) });
    expect(await keys.list()).toHaveLength(2);
  });

  it('refuses where the config has the keys, and says what to do there', async () => {
    const secret = SealKey.generate().secret();
    const { keys, rotate } = await world(id, { keys: [secret] });

    await expect(rotate()).rejects.toThrow(/at the end of audit.seal.keys/);

    expect(await keys.list()).toMatchObject([{ source: 'config' }]);
  });
});

it('tells of a key that has retired when that was', () => {
  const key = {
    id: 'a',
    publicKey: 'pem',
    source: 'config',
    since: 0,
    retiredAt: 60_000,
  } as const;

  expect(keyInfo(key, false)).toMatchObject({
    since: '1970-01-01T00:00:00.000Z',
    retiredAt: '1970-01-01T00:01:00.000Z',
  });
});
