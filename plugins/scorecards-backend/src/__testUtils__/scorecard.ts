import type { Entity } from '@backstage/catalog-model';
import {
  parseScorecard,
  type RuleEnvironment,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { LoadedVersion } from '../definitions/LoadedVersion';

/** A check, as far as a test cares. */
export type TestCheck = { id: string; rule: string } & Record<string, unknown>;

/** A `Scorecard` entity with one level a list. */
export function scorecardEntity(
  levels: TestCheck[][],
  spec: Record<string, unknown> = {},
  name = 'readiness',
): Entity {
  return {
    apiVersion: 'daytwo.dev/v1alpha1',
    kind: 'Scorecard',
    metadata: { name, namespace: 'default', etag: '1' },
    spec: {
      owner: 'group:default/platform',
      appliesTo: { kind: 'component' },
      levels: levels.map((checks, n) => ({
        name: `level-${n + 1}`,
        checks: checks.map(check => ({ title: check.id, ...check })),
      })),
      ...spec,
    } as Entity['spec'],
  };
}

/** The same as a stored version. */
export function loadedVersion(
  levels: TestCheck[][],
  options: { version?: number; environment?: RuleEnvironment } = {},
): LoadedVersion {
  const parsed = parseScorecard(scorecardEntity(levels), options.environment);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return {
    scorecardId: 1,
    version: options.version ?? 1,
    hash: 'hash',
    createdAt: 0,
    ...parsed.scorecard,
  };
}

/** A component. */
export function component(
  name: string,
  spec: Record<string, unknown> = {},
  metadata: Record<string, unknown> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', ...metadata },
    spec: { type: 'service', ...spec } as Entity['spec'],
  };
}
