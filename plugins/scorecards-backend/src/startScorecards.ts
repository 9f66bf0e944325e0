import type {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import { registerActions } from './actions';
import { readScorecardsConfig } from './config';
import { openDatabase } from './database/migrate';
import { DigestSender } from './digests/DigestSender';
import { ChangePublisher } from './engine/ChangePublisher';
import { createEngine, type Engine } from './engine/createEngine';
import { createMetrics } from './engine/metrics';
import { CatalogFacts } from './mirror/CatalogFacts';
import { CatalogMirror } from './mirror/CatalogMirror';
import { createEntityPages, createResolver } from './mirror/lookups';
import { MirrorWriter } from './mirror/MirrorWriter';
import { ReaderService, registerPermissions } from './permissions';
import { CatalogIdSets, EntityVisibilityResolver } from './permissions/entityVisibility';
import { createReading } from './reading';
import { createRouter } from './router';
import { createOperations } from './routes/createOperations';
import { createSources } from './sources/createSources';
import { scheduleTasks } from './tasks/scheduleTasks';

/** Services of the plugin, and the sources that modules brought. */
export interface ScorecardsServices {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: DatabaseService;
  events: EventsService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  signals: SignalsService;
  userInfo: UserInfoService;
  added: readonly FactSource[];
}
