import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  factWritePermission,
  type FactPushResult,
} from '@daytwo/backstage-plugin-scorecards-common';
import { audited } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { ReaderService } from '../permissions';
import type { FactPusher, PushedFact } from '../reading';
import { findVisible, visibleRefs } from '../reading/entity/VisibleEntities';
import { parseRef } from '../reading/entityRef';
import { isPartial } from '../reading/query';
import type { Operations } from './operations';

/** What {@link factOperations} works with. */
export interface FactOperationsOptions {
  knex: Knex;
  readers: ReaderService;
  pusher: FactPusher;
  auditor: AuditorService;
}

/** A fact about an entity that is not there, or that the caller may not see: both look the same. */
function noEntity(entityRef: string): FactPushResult {
  return {
    entityRef,
    outcome: 'refused',
    problems: [
      { path: '', message: `There is no entity ${entityRef} in the catalog` },
    ],
  };
}

function describeProblems({ problems = [] }: FactPushResult): string {
  return problems
    .map(({ path, message }) => `body${path}: ${message}`)
    .join('; ');
}

function countOutcomes(results: readonly FactPushResult[]) {
  const count = (outcome: FactPushResult['outcome']) =>
    results.filter(result => result.outcome === outcome).length;
  return {
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  };
}

/** Facts that others report. */
export function factOperations(
  options: FactOperationsOptions,
): Pick<Operations, 'pushFact' | 'pushFacts'> {
  const { knex, readers, pusher, auditor } = options;

  /** Takes what is about entities that the caller may see. */
  async function push(
    source: string,
    items: readonly PushedFact[],
    credentials: BackstageCredentials,
  ): Promise<FactPushResult[]> {
    const entities = await readers.entitiesFor(credentials);
    if (!isPartial(entities)) {
      return pusher.push(source, items);
    }
    const refs = items.map(item => item.entityRef);
    await pusher.know(refs);
    const visible = await visibleRefs(knex, refs, entities);
    const taken = await pusher.push(
      source,
      items.filter(item => visible.has(item.entityRef)),
    );
    const results = taken[Symbol.iterator]();
    return items.map(({ entityRef }) =>
      visible.has(entityRef)
        ? results.next().value ?? noEntity(entityRef)
        : noEntity(entityRef),
    );
  }

  return {
    pushFact: async ({ params, query, body, credentials, request }) => {
      const { source } = params;
      const entityRef = parseRef('path.entityRef', params.entityRef);
      const meta = { actionType: 'push', source, entityRef };
      return audited(
        auditor,
        { eventId: 'fact-write', meta, request },
        async () => {
          await readers.demand(factWritePermission, credentials);
          const entities = await readers.entitiesFor(credentials);
          await pusher.know([entityRef]);
          await findVisible(knex, entityRef, entities);
          const item = { entityRef, fact: body, ...query };
          const [result] = await pusher.push(source, [item]);
          return refusedAsError(result);
        },
        ({ outcome }) => ({ outcome }),
      );
    },
    pushFacts: async ({ params, body, credentials, request }) => {
      const { source } = params;
      const items = body.items.map((item, index) => ({
        ...item,
        entityRef: parseRef(`body.items[${index}].entityRef`, item.entityRef),
      }));
      const meta = { actionType: 'push-bulk', source, items: items.length };
      return audited(
        auditor,
        { eventId: 'fact-write', meta, request },
        async () => {
          await readers.demand(factWritePermission, credentials);
          return { items: await push(source, items, credentials) };
        },
        result => countOutcomes(result.items),
      );
    },
  };
}

/** Of a single report the status tells as well. */
function refusedAsError(result: FactPushResult): FactPushResult {
  if (result.outcome === 'refused') {
    throw new InputError(describeProblems(result));
  }
  return result;
}
