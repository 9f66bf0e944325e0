import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  entityRefreshPermission,
  factReadPermission,
} from '@daytwo/backstage-plugin-scorecards-common';
import { audited } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { ReaderService } from '../permissions';
import type { EntityRefresher, Reading } from '../reading';
import { findVisible } from '../reading/entity/VisibleEntities';
import { parseRef } from '../reading/entityRef';
import type { Operations } from './operations';
import type { RefreshLimiter } from './RefreshLimiter';

/** What {@link entityOperations} works with. */
export interface EntityOperationsOptions {
  knex: Knex;
  reading: Reading;
  readers: ReaderService;
  refresher: EntityRefresher;
  limiter: RefreshLimiter;
  auditor: AuditorService;
}

/** One entity: how it stands, what is known of it, and looking again. */
export function entityOperations(
  options: EntityOperationsOptions,
): Pick<
  Operations,
  'getEntityScorecards' | 'getEntityFacts' | 'refreshEntity'
> {
  const { knex, reading, readers, refresher, limiter, auditor } = options;
  return {
    getEntityScorecards: async ({ params, credentials }) => {
      const ref = parseRef('path.entityRef', params.entityRef);
      const { reader, scorecards } = await reading.access.list(credentials);
      return reading.entityScorecards.read(ref, reader, scorecards);
    },
    getEntityFacts: async ({ params, credentials }) => {
      const ref = parseRef('path.entityRef', params.entityRef);
      await readers.demand(factReadPermission, credentials);
      const entities = await readers.entitiesFor(credentials);
      return reading.entityFacts.read(ref, entities);
    },
    refreshEntity: async ({ params, credentials, request }) => {
      const ref = parseRef('path.entityRef', params.entityRef);
      return audited(
        auditor,
        {
          eventId: 'entity-refresh',
          meta: { actionType: 'refresh', entityRef: ref },
          request,
        },
        async () => {
          await readers.demand(entityRefreshPermission, credentials);
          const entities = await readers.entitiesFor(credentials);
          const entity = await findVisible(knex, ref, entities);
          await limiter.take(entity, credentials);
          const sources = await refresher.refresh(entity);
          return { entityRef: ref, sources };
        },
        result => ({
          sources: result.sources.map(
            ({ source, outcome }) => `${source}: ${outcome}`,
          ),
        }),
      );
    },
  };
}
