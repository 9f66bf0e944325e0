import type { ActorBook } from './ActorBook';
import { and, has, type Condition, type HasCondition } from './Condition';

/** What must hold, part by part. */
function partsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'and'
    ? condition.parts.flatMap(partsOf)
    : [condition];
}

/**
 * Two that are required as one; undefined where that is not the same. It is where
 * one has all values of the other, or where a record has but one of the values
 * that are not in both: it has one first actor.
 */
function merged(
  one: HasCondition,
  other: HasCondition,
  actors: ActorBook,
): Condition | undefined {
  const [a, b] = [new Set(one.values), new Set(other.values)];
  const onlyA = one.values.filter(value => !b.has(value));
  const onlyB = other.values.filter(value => !a.has(value));
  const isEither =
    onlyA.length === 0 ||
    onlyB.length === 0 ||
    (one.of === 'actor' && actors.areFirst([...onlyA, ...onlyB]));
  return isEither
    ? has(
        one.of,
        one.values.filter(value => b.has(value)),
      )
    : undefined;
}

/** Adds what is required, as part of something that is there already if it can. */
function add(
  parts: readonly Condition[],
  part: Condition,
  actors: ActorBook,
): Condition[] {
  for (const [n, other] of parts.entries()) {
    if (other.kind === 'has' && part.kind === 'has' && other.of === part.of) {
      const both = merged(other, part, actors);
      if (both) {
        return parts.with(n, both);
      }
    }
  }
  return [...parts, part];
}

const isQuiet = (part: Condition) =>
  part.kind === 'facets' && part.test.quiet === true;

/** The same for records that are not noise. */
function withoutNoise(condition: Condition): Condition {
  switch (condition.kind) {
    case 'has':
      return { ...condition, quiet: true };
    case 'and':
    case 'or':
      return { ...condition, parts: condition.parts.map(withoutNoise) };
    case 'not':
      return { ...condition, part: withoutNoise(condition.part) };
    default:
      return condition;
  }
}

/**
 * The same condition, with less to be looked up: an actor and a group are that
 * actor, or nobody.
 */
export function simplified(condition: Condition, actors: ActorBook): Condition {
  const parts = partsOf(condition).reduce<Condition[]>(
    (some, part) => add(some, part, actors),
    [],
  );
  if (parts.some(({ kind }) => kind === 'none')) {
    return { kind: 'none' };
  }
  return and(...(parts.some(isQuiet) ? parts.map(withoutNoise) : parts));
}
