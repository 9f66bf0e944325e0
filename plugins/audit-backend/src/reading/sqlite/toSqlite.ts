import { join, raw, type SqlFragment } from '../sql';
import type { Condition, FacetBook, HasCondition } from '../conditions';
import { facetColumns } from '../facetColumns';
import { tagsFor } from '../tagsFor';

/** A list of numbers, of one bound value. */
export function numberList(numbers: readonly number[]): SqlFragment {
  return {
    sql: '(SELECT value FROM json_each(?))',
    bindings: [JSON.stringify(numbers)],
  };
}

function hasSql(condition: HasCondition): SqlFragment {
  const { sql, bindings } = numberList(tagsFor(condition));
  return {
    sql: `EXISTS (SELECT 1 FROM record_tags t WHERE t.seq = r.seq AND t.tag IN ${sql})`,
    bindings,
  };
}

/** A condition on rows of records. */
export function toSqlite(condition: Condition, book: FacetBook): SqlFragment {
  const go = (part: Condition) => toSqlite(part, book);
  switch (condition.kind) {
    case 'all':
      return raw('1 = 1');
    case 'none':
      return raw('1 = 0');
    case 'has':
      return hasSql(condition);
    case 'and':
      return join(condition.parts.map(go), 'AND', raw('1 = 1'));
    case 'or':
      return join(condition.parts.map(go), 'OR', raw('1 = 0'));
    case 'not': {
      const { sql, bindings } = go(condition.part);
      return { sql: `NOT ${sql}`, bindings };
    }
    default:
      return facetColumns(condition.test, book);
  }
}

/** What must be found for the condition to hold, at its top. */
export function requiredOf(condition: Condition): HasCondition[] {
  if (condition.kind === 'and') {
    return condition.parts.flatMap(requiredOf);
  }
  return condition.kind === 'has' ? [condition] : [];
}
