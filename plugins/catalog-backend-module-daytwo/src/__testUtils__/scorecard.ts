import type { Entity } from '@backstage/catalog-model';

/** Any JSON object. */
export type JsonObject = NonNullable<Entity['spec']>;

/** A valid scorecard with one check; `spec` replaces fields of it. */
export function scorecard(
  spec: JsonObject = {},
  metadata: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: 'daytwo.dev/v1alpha1',
    kind: 'Scorecard',
    metadata: { name: 'readiness', ...metadata },
    spec: {
      owner: 'group:default/platform',
      appliesTo: { kind: 'component' },
      levels: [{ name: 'bronze', checks: [check()] }],
      ...spec,
    },
  };
}

/** A valid check; `fields` replaces fields of it. */
export function check(fields: JsonObject = {}): JsonObject {
  return {
    id: 'has-owner',
    title: 'Has an owner',
    rule: 'has(entity.spec.owner)',
    ...fields,
  };
}
