import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { Random } from '../Random';
import { words } from '../words';
import { actionKinds, outcomeWeights, type ActionKind } from './actions';
import { anyPerson } from './people';

/** Which draft. */
export interface DraftOptions {
  seed: number;
  index: number;
  /** How much of the time is over, from 0 to 1: people leave, things come. */
  share: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Components that actions are about; the first ones are the busiest. */
export const COMPONENTS = 20_000;

function weighted<T>(
  random: Random,
  items: readonly T[],
  weightOf: (item: T) => number,
): T {
  const total = items.reduce((sum, item) => sum + weightOf(item), 0);
  let rest = random.next() * total;
  return items.find(item => (rest -= weightOf(item)) < 0) ?? items[0];
}

/** By how busy it is. */
export function componentRef(index: number): string {
  const thing = words.things[index % words.things.length];
  const role = words.roles[index % words.roles.length];
  return `component:default/${thing}-${role}-${index}`;
}

/** Some came lately. */
function anyComponent(random: Random, share: number): string {
  const known = COMPONENTS * (0.8 + 0.2 * share);
  return componentRef(Math.floor(random.next() * random.next() * known));
}

function metaOf(kind: ActionKind, random: Random, entity: string) {
  const area = random.chance(0.3) && { area: random.pick(words.domains) };
  const about = { entityRef: entity, ...area };
  switch (kind.plugin) {
    case 'scaffolder':
      return {
        actionType: kind.action ?? '',
        templateRef: `template:default/${random.pick(words.types)}`,
        parameters: { name: `new-${random.pick(words.things)}`, ...about },
      };
    case 'auth':
      return { provider: 'github', session: `s${random.int(1, 1e9)}` };
    default:
      return { queryType: kind.action ?? '', ...about };
  }
}

function outcomeOf(kind: ActionKind, random: Random) {
  return kind.source === 'permission'
    ? 'denied'
    : weighted(random, outcomeWeights, ([, weight]) => weight)[0];
}

/** A record as a portal reports it, before it has its place. */
export function createDraft(options: DraftOptions): AuditDraft {
  const { seed, index, share, at } = options;
  const random = Random.of(seed, 'audit', index);
  const kind = weighted(random, actionKinds, ({ until = 1, weight }) =>
    share <= until ? weight : 0,
  );
  const person = { type: 'user' as const, ref: anyPerson(random, share) };
  const entity = anyComponent(random, share);
  const outcome = outcomeOf(kind, random);
  const id = idOf(random);
  const { plugin, event, action, severity, source, noise } = kind;
  return {
    id,
    correlationId: id,
    plugin,
    event,
    action,
    severity,
    outcome,
    source,
    ...(noise && { noise }),
    startedAt: new Date(at).toISOString(),
    durationMs: random.int(1, 400),
    actors: noise
      ? [person, { type: 'plugin', ref: `plugin:${random.pick(plugins)}` }]
      : [person],
    entities: plugin === 'auth' ? undefined : [entity],
    meta: metaOf(kind, random, entity),
    ...(outcome === 'failed' && {
      error: { name: 'Error', message: `No ${random.pick(words.things)}` },
    }),
    writer: `backend-${random.int(1, 3)}`,
  };
}

const plugins = ['scorecards', 'techdocs', 'search', 'kubernetes'];

/** A UUID that is the same each time. */
function idOf(random: Random): string {
  const hex = Array.from({ length: 4 }, () =>
    random.int(0, 0xffffffff).toString(16).padStart(8, '0'),
  ).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
