import { and, type Condition } from './Condition';

type Has = Extract<Condition, { kind: 'has' }>;

/** What must hold, part by part. */
function partsOf(condition: Condition): Condition[] {
  return condition.kind === 'and'
    ? condition.parts.flatMap(partsOf)
    : [condition];
}

/** Whether whatever meets the one meets the other as well. */
function implies(one: Condition, other: Has): boolean {
  return (
    one.kind === 'has' &&
    one.of === other.of &&
    one.values.length <= other.values.length &&
    isSubset(one.values, other.values)
  );
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  const known = new Set(all);
  return some.every(value => known.has(value));
}

/**
 * The same condition without what follows from the rest: that an actor is of a
 * group, where it is one of its members anyhow. The shorter it is, the fewer keys
 * are looked up.
 */
export function simplified(condition: Condition): Condition {
  const needed = partsOf(condition);
  for (const part of [...needed]) {
    if (part.kind === 'has') {
      const at = needed.indexOf(part);
      if (needed.some((other, n) => n !== at && implies(other, part))) {
        needed.splice(at, 1);
      }
    }
  }
  return needed.some(part => part.kind === 'none')
    ? { kind: 'none' }
    : and(...needed);
}
