import { mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { createApi } from '../reading/__testUtils__/api';
import {
  credentials,
  DENY,
  onlyOwnedBy,
  type Decisions,
} from '../reading/__testUtils__/readers';
import {
  createWorld,
  DAY_MS,
  type World,
} from '../reading/__testUtils__/world';
import { registerActions } from './registerActions';

const cart = 'component:default/cart';
const scorecardRef = 'scorecard:default/readiness';

describe.each(databases.eachSupportedId())('actions, %s', id => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(await freshDatabase(id));
    world.clock.now += DAY_MS;
    await world.setLine('cart', 10);
    await world.settle();
  });

  function createRegistry(decisions: Decisions = {}) {
    const registry = actionsRegistryServiceMock({
      logger: mockServices.logger.mock(),
    });
    registerActions(registry, createApi(world, decisions).operations);
    return registry;
  }

  function invoke(name: string, input: JsonObject, decisions?: Decisions) {
    return createRegistry(decisions).invoke({
      id: `test:${name}`,
      input,
      credentials,
    });
  }

  it('say which of them only read', async () => {
    const { actions } = await createRegistry().list();
    expect(actions.map(a => [a.name, a.attributes.readOnly])).toEqual([
      ['list-scorecards', true],
      ['explain-verdict', true],
      ['what-to-fix-next', true],
      ['refresh-entity', false],
    ]);
  });

  it('list scorecards with their levels', async () => {
    const { output } = await invoke('list-scorecards', {});
    expect(output).toEqual({
      scorecards: [
        expect.objectContaining({
          ref: scorecardRef,
          valid: true,
          entities: 4,
          score: 62.5,
          levels: [
            { name: 'none', entities: 4 },
            { name: 'level-1', entities: 0 },
            { name: 'level-2', entities: 0 },
          ],
          partial: false,
        }),
      ],
    });
  });

  it('explain a verdict: rule, values, since when, and what changed', async () => {
    const input = { entityRef: 'Component:cart', scorecardRef };
    const { output } = await invoke('explain-verdict', {
      ...input,
      checkId: 'covered',
    });
    expect(output).toEqual({
      title: 'Is covered',
      state: 'fail',
      since: '2026-11-17T10:00:00.000Z',
      counts: true,
      rule: 'facts.coverage.line >= 80',
      evidence: [
        {
          text: 'facts.coverage.line',
          value: 10,
          observedAt: '2026-11-17T10:00:00.000Z',
        },
      ],
      remediation: { text: 'Write tests.', effort: { hours: 2 } },
      changes: [
        {
          at: '2026-11-17T10:00:00.000Z',
          from: 'pass',
          to: 'fail',
          cause: 'factChanged',
        },
      ],
    });
  });

  it('name what there is where a check or scorecard is not found', async () => {
    const input = { entityRef: cart, scorecardRef, checkId: 'nothing' };
    await expect(invoke('explain-verdict', input)).rejects.toThrow(
      'its checks are typed, covered, stable',
    );
    await expect(
      invoke('explain-verdict', {
        ...input,
        scorecardRef: 'scorecard:default/other',
      }),
    ).rejects.toThrow(`what does: ${scorecardRef}`);
    await expect(
      invoke('explain-verdict', { ...input, entityRef: 'cart' }),
    ).rejects.toThrow('entityRef: "cart" is not an entity ref');
  });

  it('tell what to fix next, of an entity and of what the caller owns', async () => {
    const fix = {
      entityRef: cart,
      scorecardRef,
      checkId: 'covered',
      title: 'Is covered',
      state: 'fail',
      gain: 25,
      blocksNextLevel: true,
      effortHours: 2,
      howToFix: 'Write tests.',
    };
    const one = await invoke('what-to-fix-next', { entityRef: cart });
    expect(one.output).toEqual({ fixes: [fix] });
    const own = await invoke('what-to-fix-next', { limit: 1 });
    expect(own.output).toEqual({ fixes: [fix] });
  });

  it('refresh an entity, within the same limits', async () => {
    const { output } = await invoke('refresh-entity', { entityRef: cart });
    expect(output).toEqual({
      entityRef: cart,
      sources: [{ source: 'coverage', outcome: 'unchanged' }],
    });
    await expect(invoke('refresh-entity', { entityRef: cart })).rejects.toThrow(
      'try again in',
    );
  });

  it('tell no more than the caller may see', async () => {
    const others = onlyOwnedBy('group:default/team-b');
    const input = { entityRef: cart, scorecardRef, checkId: 'covered' };
    await expect(invoke('explain-verdict', input, others)).rejects.toThrow(
      `There is no entity ${cart}`,
    );
    await expect(invoke('refresh-entity', input, others)).rejects.toThrow(
      `There is no entity ${cart}`,
    );
    const noRefresh = { 'scorecards.entity.refresh': DENY };
    await expect(invoke('refresh-entity', input, noRefresh)).rejects.toThrow(
      'scorecards.entity.refresh',
    );
    const noRead = { 'scorecards.scorecard.read': DENY };
    await expect(invoke('list-scorecards', {}, noRead)).rejects.toThrow(
      'scorecards.scorecard.read',
    );
  });
});
