import type {
  AuthService,
  HttpAuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import type { AuditCapture } from '../../capture/AuditCapture';
import { newId } from '../../capture/newId';
import type { CatalogOptions } from '../../reading/catalog/CatalogOptions';
import { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { CatalogReader } from './CatalogReader';
import { CatalogWatcher } from './CatalogWatcher';
import { ChangeRecorder } from './ChangeRecorder';
import { LookLease } from './LookLease';
import { RefusalListener } from './RefusalListener';
import { RefusedEntities } from './RefusedEntities';
import { SeenEntities } from './SeenEntities';
import { readWatchedKinds } from './settings';
import { Watches } from './Watches';

/** What {@link createCatalogWatcher} works with. */
export interface CreateCatalogWatcherOptions {
  auth: AuthService;
  capture: AuditCapture;
  catalog: CatalogOptions['catalog'];
  config: RootConfigService;
  events: Pick<EventsService, 'subscribe'>;
  httpAuth: HttpAuthService;
  knex: Knex;
  logger: LoggerService;
  /** Entities that are asked for at once. */
  page?: number;
}

/** What records changes of the catalog. */
export interface CatalogWatch {
  watcher: CatalogWatcher;
  refusals: RefusalListener;
}

/**
 * Puts together what records changes of the catalog.
 *
 * @throws InputError where `audit.catalog` is not valid
 */
export function createCatalogWatcher(
  options: CreateCatalogWatcherOptions,
): CatalogWatch {
  const { capture, config, knex, logger } = options;
  const watches = Watches.create(readWatchedKinds(config));
  const now = () => capture.clock.now();
  const recorder = DefaultAuditRecorder.create({
    ...options,
    plugin: { getId: () => 'catalog' },
    source: 'catalog',
  });
  const shared = {
    lease: LookLease.create({ knex, now, owner: newId() }),
    logger,
    now,
    recorder: ChangeRecorder.create(recorder),
    refused: RefusedEntities.create(knex),
  };
  return {
    refusals: RefusalListener.create({ ...options, ...shared, watches }),
    watcher: CatalogWatcher.create({
      ...shared,
      reader: CatalogReader.create({ ...options, watches }),
      seen: SeenEntities.create(knex),
      sanitiser: capture.sanitiser,
      watches: watches.names,
    }),
  };
}
