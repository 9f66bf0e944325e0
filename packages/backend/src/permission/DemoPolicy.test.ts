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
});
