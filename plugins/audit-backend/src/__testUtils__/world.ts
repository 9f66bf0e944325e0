import type { Entity } from '@backstage/catalog-model';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  auditOutcomes,
  auditSeverities,
  type AuditDraft,
  type AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { AuditLog } from '../log';
import { readAll } from './readAll';
import { CHUNK_SIZE } from '../log/chunks';
import type { AuditReader } from '../permissions';
import { all } from '../reading/conditions';
import { draft } from './drafts';

function entity(
  kind: string,
  name: string,
  relations: Array<[string, string]>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

/** Ann is in web, which is in product; product and loop are below each other. */
export const entities = [
  entity('User', 'ann', [['memberOf', 'group:default/web']]),
  entity('User', 'bob', [['memberOf', 'group:default/product']]),
  entity('User', 'eve', []),
  entity('Group', 'web', [
    ['hasMember', 'user:default/ann'],
    ['childOf', 'group:default/product'],
  ]),
  entity('Group', 'product', [
    ['hasMember', 'user:default/bob'],
    ['parentOf', 'group:default/web'],
    ['parentOf', 'group:default/loop'],
    ['childOf', 'group:default/loop'],
  ]),
  entity('Group', 'loop', [
    ['parentOf', 'group:default/product'],
    ['childOf', 'group:default/product'],
  ]),
  entity('Component', 'shop', [['ownedBy', 'group:default/web']]),
  entity('Component', 'till', [['ownedBy', 'group:default/product']]),
  entity('Component', 'free', []),
];

/** A catalog of {@link entities}, and how it is asked. */
export function catalogOptions() {
  return {
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
  };
}

/** Who sees all. */
export const everything: AuditReader = {
  credentials: mockCredentials.user(),
  condition: all,
  restricted: false,
};

const pick = <T>(values: readonly T[], n: number): T =>
  values[n % values.length];

/** Drafts with values in all combinations, the same each time. */
export function variedDraft(n: number): AuditDraft {
  const user = pick(['ann', 'bob', 'eve'], n);
  const component = pick(['shop', 'till', 'free', 'gone'], Math.floor(n / 2));
  return draft(`id-${n}`, {
    correlationId: `c-${Math.floor(n / 3)}`,
    plugin: pick(['catalog', 'scaffolder', 'catalog-graph'], Math.floor(n / 4)),
    event: pick(['task', 'entity-fetch'], Math.floor(n / 5)),
    action: pick([undefined, 'create', 'cancel'], Math.floor(n / 7)),
    outcome: pick(auditOutcomes, n % 11),
    severity: pick(auditSeverities, n % 13),
    source: pick(['auditor', 'scaffolder'] as const, n % 3),
    noise: n % 5 === 0,
    actors: [
      { type: 'user', ref: `user:default/${user}` },
      ...(n % 4 === 0 ? [{ type: 'plugin' as const, ref: 'plugin:mcp' }] : []),
    ],
    entities: n % 6 === 0 ? [] : [`component:default/${component}`],
    meta: { text: `Number ${n % 9}x of Größe` },
  });
}

/**
 * Fills the log over three chunks and three months, as years of use would: it
 * has holes, which retention makes too.
 */
export async function fillLog(knex: Knex, count = 120): Promise<AuditRecord[]> {
  const log = AuditLog.create(knex);
  const drafts = Array.from({ length: count }, (_, n) => variedDraft(n));
  const now = Date.now();
  for (const part of [0, 1, 2]) {
    await knex('log_head').update({
      seq: CHUNK_SIZE * (part + 1) - 20,
      at: now + part * 40 * 86_400_000,
    });
    const some = drafts.filter((_, n) => Math.floor((n * 3) / count) === part);
    await log.append(some.map(item => ({ kind: 'record', draft: item })));
  }
  return readAll(knex);
}
