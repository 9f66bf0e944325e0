import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { auditRoutes } from '@daytwo/backstage-plugin-audit-common';
import { createApiRouter, openDatabase } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { registerActions } from './actions';
import { auditApi } from './api';
import { assemble, type Parts } from './assemble';
import { detectBypass } from './auditor/detectBypass';
import { readAuditConfig } from './config';
import { AuditLog } from './log/AuditLog';
import { startTaskListener } from './modules';
import { registerPermissions } from './permissions';
import { isInMemory } from './recorder/openAuditDatabase';
import { createOperations } from './routes/createOperations';
import type { AuditServices } from './services';
import { SignallingSink } from './signals/SignallingSink';
import { scheduleTasks } from './tasks/scheduleTasks';

const directory = resolvePackagePath(
  '@daytwo/backstage-plugin-audit-backend',
  'migrations',
);

/** Starts the plugin: the log takes what is captured as soon as its tables are there. */
export async function startAudit(services: AuditServices): Promise<void> {
  const settings = readAuditConfig(services.config);
  if (isInMemory(services.config)) {
    services.logger.warn(
      'The audit log is in memory, and ends with this process. Set backend.database to PostgreSQL, or to a directory for SQLite: connection: { directory: ./db }',
    );
  }
  const knex = await openDatabase({ database: services.database, directory });
  const log = AuditLog.create(knex);
  await log.ensurePartitions(Date.now());
  services.capture.writer.attach(
    SignallingSink.create(log, services.signals, services.logger),
  );
  // While the database is still there; what comes later is spooled.
  services.lifecycle.addShutdownHook(() => services.capture.writer.stop());
  watchBypass(services);
  const parts = await assemble(services, { knex, log, settings });
  serve(services, knex, parts);
  await scheduleTasks(services, parts);
  await startTaskListener(services);
  await parts.catalogRefusals.start();
}

/** Looked at once everything is up: a plugin's own auditor is made when it is first asked for. */
function watchBypass({
  auditor,
  capture,
  lifecycle,
  logger,
}: AuditServices): void {
  lifecycle.addStartupHook(async () => {
    await detectBypass({ auditor, writer: capture.writer, logger });
  });
}

function serve(services: AuditServices, knex: Knex, parts: Parts): void {
  const { actionsRegistry, httpAuth, httpRouter, permissionsRegistry } =
    services;
  const operations = createOperations(services, parts);
  registerPermissions(permissionsRegistry, { ...services, knex });
  registerActions(actionsRegistry, operations);
  httpRouter.use(
    createApiRouter({
      info: auditApi,
      routes: auditRoutes,
      operations,
      httpAuth,
      callers: { reportClientEvents: ['user'] },
    }),
  );
}
