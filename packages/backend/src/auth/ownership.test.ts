import type { Entity } from '@backstage/catalog-model';
import { ownershipRefs } from './ownership';

const entity = (
  kind: string,
  name: string,
  type: string,
  targets: string[],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  relations: targets.map(target => ({
    type,
    targetRef: `group:default/${target}`,
  })),
});

const user = (...groups: string[]) =>
  entity('User', 'dana', 'memberOf', groups);
const group = (name: string, ...parents: string[]) =>
  entity('Group', name, 'childOf', parents);

const reader = (...groups: Entity[]) =>
  jest.fn(async (refs: string[]) =>
    refs.map(ref =>
      groups.find(({ metadata }) => ref === `group:default/${metadata.name}`),
    ),
  );

describe('ownershipRefs', () => {
  it('holds the person, their groups and every group above', async () => {
    const read = reader(
      group('payments-core', 'payments'),
      group('payments', 'engineering'),
      group('engineering'),
    );
    await expect(ownershipRefs(user('payments-core'), read)).resolves.toEqual([
      'user:default/dana',
      'group:default/payments-core',
      'group:default/payments',
      'group:default/engineering',
    ]);
  });

  it('ends when groups are each other’s parents', async () => {
    const read = reader(group('a', 'b'), group('b', 'a'));
    await expect(ownershipRefs(user('a'), read)).resolves.toEqual([
      'user:default/dana',
      'group:default/a',
      'group:default/b',
    ]);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('asks once per level, not once per group', async () => {
    const read = reader(group('a', 'top'), group('b', 'top'), group('top'));
    await ownershipRefs(user('a', 'b'), read);
    expect(read.mock.calls).toEqual([
      [['group:default/a', 'group:default/b']],
      [['group:default/top']],
    ]);
  });

  it('keeps a group that the catalog does not know', async () => {
    await expect(ownershipRefs(user('ghost'), reader())).resolves.toEqual([
      'user:default/dana',
      'group:default/ghost',
    ]);
  });
});
