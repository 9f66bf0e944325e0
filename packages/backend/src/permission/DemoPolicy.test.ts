import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  auditHoldManagePermission,
  auditPermissions,
  auditRecordExportPermission,
  auditRecordReadPermission,
  auditUsageReadPermission,
} from '@daytwo/backstage-plugin-audit-common';
import {
  entityRefreshPermission,
  factWritePermission,
  scorecardCreatePermission,
  scorecardsPermissions,
  verdictReadPermission,
} from '@daytwo/backstage-plugin-scorecards-common';
import { DemoPolicy } from './DemoPolicy';
import { readRoles } from './roles';

const roleOf = readRoles(
  new ConfigReader({
    demo: {
      roles: {
        platform: ['group:default/platform'],
        auditor: ['group:default/auditors'],
        lead: ['user:default/leo'],
        contractor: ['user:default/casey'],
      },
    },
  }),
);

function decide(permission: Permission, ...ownershipEntityRefs: string[]) {
  const [userEntityRef] = ownershipEntityRefs;
  const info = { userEntityRef, ownershipEntityRefs };
  const userInfo = { getUserInfo: async () => info };
  const user = { credentials: mockCredentials.user(userEntityRef), info };
  return new DemoPolicy({ userInfo, roleOf }).handle({ permission }, user);
}

const dana = ['user:default/dana', 'group:default/payments'];
const leo = ['user:default/leo', 'group:default/payments'];
const priya = ['user:default/priya', 'group:default/platform'];
const ada = ['user:default/ada', 'group:default/auditors'];
const casey = ['user:default/casey'];

describe('DemoPolicy', () => {
  it('refuses whoever has not signed in', async () => {
    const userInfo = { getUserInfo: jest.fn() };
    const policy = new DemoPolicy({ userInfo, roleOf });
    await expect(
      policy.handle({ permission: verdictReadPermission }),
    ).resolves.toEqual({ result: 'DENY' });
  });

  it.each(
    scorecardsPermissions.map(permission => [permission.name, permission]),
  )('lets the platform team have %s', async (_name, permission) => {
    await expect(decide(permission, ...priya)).resolves.toEqual({
      result: 'ALLOW',
    });
  });

  it.each(
    scorecardsPermissions.map(permission => [permission.name, permission]),
  )('lets an auditor have %s only if it reads', async (_name, permission) => {
    const reads = permission.attributes.action === 'read';
    await expect(decide(permission, ...ada)).resolves.toEqual({
      result: reads ? 'ALLOW' : 'DENY',
    });
  });

  it('lets a developer read and refresh, but not write facts or scorecards', async () => {
    const results = await Promise.all(
      [
        verdictReadPermission,
        entityRefreshPermission,
        factWritePermission,
        scorecardCreatePermission,
      ].map(permission => decide(permission, ...dana)),
    );
    expect(results.map(({ result }) => result)).toEqual([
      'ALLOW',
      'ALLOW',
      'DENY',
      'DENY',
    ]);
  });

  it('lets a lead register entities and report facts', async () => {
    for (const permission of [
      catalogLocationCreatePermission,
      factWritePermission,
    ]) {
      await expect(decide(permission, ...leo)).resolves.toEqual({
        result: 'ALLOW',
      });
      await expect(decide(permission, ...dana)).resolves.toEqual({
        result: 'DENY',
      });
    }
  });

  it.each([
    ['a developer refresh', dana, catalogEntityRefreshPermission],
    ['a lead delete', leo, catalogEntityDeletePermission],
  ])('lets %s only what they own', async (_what, person, permission) => {
    await expect(decide(permission, ...person)).resolves.toMatchObject({
      result: 'CONDITIONAL',
      conditions: { rule: 'IS_ENTITY_OWNER', params: { claims: person } },
    });
  });

  it('shows a contractor only what they own, and who people are', async () => {
    await expect(
      decide(catalogEntityReadPermission, ...casey),
    ).resolves.toMatchObject({
      result: 'CONDITIONAL',
      conditions: {
        anyOf: [
          { rule: 'IS_ENTITY_OWNER', params: { claims: casey } },
          {
            rule: 'IS_ENTITY_KIND',
            params: { kinds: ['User', 'Group', 'Scorecard'] },
          },
        ],
      },
    });
  });

  it('shows an auditor the whole log, and lets nobody else manage holds but the platform team', async () => {
    for (const permission of auditPermissions) {
      await expect(decide(permission, ...ada)).resolves.toEqual({
        result: 'ALLOW',
      });
    }
    const holds = [dana, leo, casey, priya].map(person =>
      decide(auditHoldManagePermission, ...person),
    );
    expect((await Promise.all(holds)).map(({ result }) => result)).toEqual([
      'DENY',
      'DENY',
      'DENY',
      'ALLOW',
    ]);
  });

  it.each([
    ['contractor', casey, ['IS_OWN_ACTION']],
    ['developer', dana, ['IS_OWN_ACTION', 'CONCERNS_OWNED_ENTITY']],
    ['lead', leo, ['IS_OWN_ACTION', 'CONCERNS_OWNED_ENTITY', 'ACTOR_IN_GROUP']],
  ])('shows a %s of the log what fits', async (_role, person, rules) => {
    const decision = await decide(auditRecordReadPermission, ...person);
    expect(decision).toMatchObject({
      result: 'CONDITIONAL',
      conditions: { anyOf: rules.map(rule => ({ rule })) },
    });
    expect(JSON.stringify(decision)).toContain(person[0]);
  });

  it('lets a lead export and see use, and a developer neither', async () => {
    for (const permission of [
      auditRecordExportPermission,
      auditUsageReadPermission,
    ]) {
      expect((await decide(permission, ...leo)).result).toBe('ALLOW');
      expect((await decide(permission, ...dana)).result).toBe('DENY');
    }
  });
});
