import type {
  AuditorService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ReaderService } from '../permissions';
import type { EntityRefresher, FactPusher, Reading } from '../reading';
import { entityOperations } from './entity';
import { entityRowsOperations } from './entityRows';
import { factOperations } from './facts';
import { homeOperations } from './home';
import type { Operations } from './operations';
import { RefreshLimiter } from './RefreshLimiter';
import { scorecardOperations } from './scorecards';
import { sourceOperations } from './sources';

/** What {@link createOperations} needs. */
export interface OperationsOptions {
  knex: Knex;
  reading: Reading;
  readers: ReaderService;
  pusher: FactPusher;
  refresher: EntityRefresher;
  auditor: AuditorService;
  userInfo: UserInfoService;
  now?: () => number;
}

/** All operations of the API; the HTTP router and the actions call them. */
export function createOperations(options: OperationsOptions): Operations {
  const { knex, reading, readers, pusher, refresher, auditor } = options;
  const limiter = RefreshLimiter.create(knex, options.now ?? Date.now);
  return {
    ...scorecardOperations(reading),
    ...entityRowsOperations(reading),
    ...entityOperations({
      knex,
      reading,
      readers,
      refresher,
      limiter,
      auditor,
    }),
    ...factOperations({ knex, readers, pusher, auditor }),
    ...sourceOperations(reading, readers),
    ...homeOperations(reading, options.userInfo),
  };
}
