import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import { splitWords } from '../../log/words';
import { all, and, has, type FacetTest, type OpenCondition } from './Condition';

/** What a filter asks; from and to aside, which bound where it is looked for. */
export function filterCondition(filter: RecordFilter): OpenCondition {
  const { actor, group, entity, correlation, q } = filter;
  const words = splitWords(q ?? '');
  return and<OpenCondition>(
    facetsOf(filter),
    actor ? has('actor', actor) : all,
    group ? { kind: 'members', groups: group } : all,
    entity ? has('entity', entity) : all,
    correlation === undefined ? all : has('correlation', [correlation]),
    ...words.map(word => has('word', [word])),
  );
}

function facetsOf(filter: RecordFilter): OpenCondition {
  const { plugin, event, outcome, severity, source, noise } = filter;
  const given = { plugin, event, outcome, severity, source };
  const test: FacetTest = {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
    ...(!noise && { quiet: true }),
  };
  return Object.keys(test).length === 0 ? all : { kind: 'facets', test };
}
