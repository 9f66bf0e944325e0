import { DatabaseManager } from '@backstage/backend-defaults/database';
import type {
  RootConfigService,
  RootLifecycleService,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** What {@link openAuditDatabase} works with. */
export interface OpenAuditDatabaseOptions {
  config: RootConfigService;
  lifecycle: RootLifecycleService;
  logger: RootLoggerService;
}

/** Opens the database of the audit plugin in a process that the plugin is not in. */
export async function openAuditDatabase({
  config,
  lifecycle,
  logger,
}: OpenAuditDatabaseOptions): Promise<Knex> {
  const manager = DatabaseManager.fromConfig(config, {
    rootLifecycle: lifecycle,
    rootLogger: logger,
  });
  return manager.forPlugin('audit', { lifecycle, logger }).getClient();
}

/** Whether the database of the audit plugin is gone when its process ends. */
export function isInMemory(config: RootConfigService): boolean {
  const connection =
    config.getOptional('backend.database.plugin.audit.connection') ??
    config.getOptional('backend.database.connection');
  const file =
    typeof connection === 'string' ? connection : Object(connection).filename;
  return file === ':memory:';
}

/** @throws Error where the database is in memory, and so another one in each process */
export function refuseMemory(config: RootConfigService): void {
  if (isInMemory(config)) {
    throw new Error(
      'The audit recorder needs a database that it shares with the audit plugin, and backend.database is in memory. Use PostgreSQL, or a directory for SQLite',
    );
  }
}
