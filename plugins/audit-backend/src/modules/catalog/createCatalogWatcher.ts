import type {
  AuthService,
  HttpAuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AuditCapture } from '../../capture/AuditCapture';
import { newId } from '../../capture/newId';
import type { CatalogOptions } from '../../reading/catalog/CatalogOptions';
import { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { CatalogReader } from './CatalogReader';
import { CatalogWatcher } from './CatalogWatcher';
import { ChangeRecorder } from './ChangeRecorder';
import { LookLease } from './LookLease';
import { SeenEntities } from './SeenEntities';
import { readWatchedKinds } from './settings';
import { Watches } from './Watches';

/** What {@link createCatalogWatcher} works with. */
export interface CreateCatalogWatcherOptions {
  auth: AuthService;
  capture: AuditCapture;
  catalog: CatalogOptions['catalog'];
  config: RootConfigService;
  httpAuth: HttpAuthService;
  knex: Knex;
  logger: LoggerService;
  /** Entities that are asked for at once. */
  page?: number;
}

/**
 * Puts together what records changes of the catalog.
 *
 * @throws InputError where `audit.catalog` is not valid
 */
export function createCatalogWatcher(
  options: CreateCatalogWatcherOptions,
): CatalogWatcher {
  const { capture, config, knex, logger } = options;
  const watches = Watches.create(readWatchedKinds(config));
  const now = () => capture.clock.now();
  const recorder = DefaultAuditRecorder.create({
    ...options,
    plugin: { getId: () => 'catalog' },
    source: 'catalog',
  });
  return CatalogWatcher.create({
    reader: CatalogReader.create({ ...options, watches }),
    recorder: ChangeRecorder.create(recorder),
    seen: SeenEntities.create(knex),
    lease: LookLease.create({ knex, now, owner: newId() }),
    sanitiser: capture.sanitiser,
    logger,
    now,
    watches: watches.names,
  });
}
