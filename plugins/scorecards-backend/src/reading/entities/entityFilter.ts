import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  packStates,
  verdictStates,
  type RouteQuery,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { LoadedVersion } from '../../definitions/LoadedVersion';
import {
  and,
  isIn,
  or,
  raw,
  sql,
  type SqlFragment,
} from '../../permissions/entityVisibility';

/** Narrows a scorecard's entities, as the API takes it. */
export type EntityFilter = RouteQuery<'getCheckCounts'>;

const refKinds = {
  group: 'group',
  system: 'system',
  domain: 'domain',
} as const;
const dimensions = [
  'group',
  'system',
  'domain',
  'type',
  'lifecycle',
  'tag',
] as const;

function toRef(field: keyof typeof refKinds, text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: refKinds[field],
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(
      `query.${field}: "${text}" is not an entity ref, such as "${refKinds[field]}:default/name"`,
    );
  }
}

function valuesOf(
  dimension: (typeof dimensions)[number],
  values: string[],
): string[] {
  return dimension === 'group' ||
    dimension === 'system' ||
    dimension === 'domain'
    ? values.map(text => toRef(dimension, text))
    : values;
}

function dimensionConditions(filter: EntityFilter): SqlFragment[] {
  return dimensions.flatMap(dimension => {
    const values = filter[dimension];
    return values
      ? sql`r.entity_id IN (SELECT d.entity_id FROM entity_dims d
          WHERE d.dim = ${dimension}
            AND ${isIn('d.value', valuesOf(dimension, values))})`
      : [];
  });
}

function nameCondition(q: string | undefined): SqlFragment[] {
  const text = q?.trim().toLowerCase();
  if (!text) {
    return [];
  }
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return [
    sql`r.entity_id IN (SELECT e.id FROM entities e
      WHERE lower(e.name) LIKE ${pattern} ESCAPE '\\'
         OR lower(e.title) LIKE ${pattern} ESCAPE '\\')`,
  ];
}

/** One condition for each version that judged: levels and slots are each version's own. */
function byVersion(
  versions: readonly LoadedVersion[],
  condition: (version: LoadedVersion) => SqlFragment,
): SqlFragment {
  return or(
    versions.map(
      version =>
        sql`(r.version = ${version.version} AND ${condition(version)})`,
    ),
  );
}

function levelCondition(
  names: string[] | undefined,
  running: LoadedVersion,
  versions: readonly LoadedVersion[],
): SqlFragment[] {
  if (!names) {
    return [];
  }
  const known = ['none', ...running.definition.levels.map(l => l.name)];
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `query.level: there is no level "${unknown}"; there are ${known.join(
        ', ',
      )}`,
    );
  }
  const indexes = ({ definition }: LoadedVersion) => [
    ...(names.includes('none') ? [-1] : []),
    ...definition.levels.flatMap((level, index) =>
      names.includes(level.name) ? index : [],
    ),
  ];
  return [byVersion(versions, v => isIn('r.level', indexes(v)))];
}

interface WantedVerdict {
  checkId: string;
  state: VerdictState;
}

function parseWanted(text: string, running: LoadedVersion): WantedVerdict {
  const [checkId, state] = text.split(':');
  if (!verdictStates.includes(state as VerdictState)) {
    throw new InputError(
      `query.check: "${text}" must be a check and a state, such as "has-owner:fail"; states are ${verdictStates.join(
        ', ',
      )}`,
    );
  }
  if (!running.definition.checks.some(check => check.id === checkId)) {
    throw new InputError(`query.check: there is no check "${checkId}"`);
  }
  return { checkId, state: state as VerdictState };
}

/** A check that a version does not have yet is unknown of what it judged. */
function hasVerdict(
  { checkId, state }: WantedVerdict,
  { definition }: LoadedVersion,
): SqlFragment {
  const check = definition.checks.find(({ id }) => id === checkId);
  if (!check) {
    return raw(state === 'unknown' ? '1 = 1' : '1 = 0');
  }
  return sql`substr(r.states, ${raw(String(check.slot + 1))}, 1) = ${packStates(
    [state],
  )}`;
}

function checkCondition(
  checks: string[] | undefined,
  running: LoadedVersion,
  versions: readonly LoadedVersion[],
): SqlFragment[] {
  if (!checks) {
    return [];
  }
  const wanted = checks.map(text => parseWanted(text, running));
  return [byVersion(versions, v => or(wanted.map(w => hasVerdict(w, v))))];
}

/** Whether the filter asks for what depends on the version that judged. */
export function needsVersions(filter: EntityFilter): boolean {
  return filter.level !== undefined || filter.check !== undefined;
}

/**
 * A filter as a condition on `results r`.
 *
 * @param versions - all that judged one of the scorecard's results
 * @throws InputError naming the field
 */
export function filterCondition(
  filter: EntityFilter,
  running: LoadedVersion,
  versions: readonly LoadedVersion[],
): SqlFragment {
  return and([
    ...dimensionConditions(filter),
    ...nameCondition(filter.q),
    ...levelCondition(filter.level, running, versions),
    ...checkCondition(filter.check, running, versions),
  ]);
}
