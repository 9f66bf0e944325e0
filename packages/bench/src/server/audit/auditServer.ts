import { rootLoggerServiceFactory } from '@backstage/backend-defaults/rootLogger';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import auditPlugin from '@daytwo/backstage-plugin-audit-backend';
import { auditGroups } from '../../generator/audit/people';
import { ManualScheduler } from '../ManualScheduler';
import { databaseFactory, permissionsFactory } from '../services';
import { driverPlugin } from './driverPlugin';
import { costOf, type LoadDriver } from './LoadDriver';
import { MemoryWatch } from './MemoryWatch';
import type { AuditCommands, AuditServerOptions } from './protocol';

function configOf({ database, spool, sealEvery }: AuditServerOptions) {
  return mockServices.rootConfig.factory({
    data: {
      backend: { database },
      audit: {
        capture: { spool: { directory: spool } },
        ...(sealEvery && { seal: { everyRecords: sealEvery } }),
      },
    },
  });
}

/**
 * Starts a backend with the audit plugin. It logs as one does in production; the
 * lines go nowhere.
 */
export async function startAuditServer(
  options: AuditServerOptions,
): Promise<{ port: number; commands: AuditCommands }> {
  const scheduler = ManualScheduler.create();
  let driver: LoadDriver | undefined;
  const backend = await startTestBackend({
    features: [
      configOf(options),
      rootLoggerServiceFactory,
      databaseFactory(() => {}),
      permissionsFactory([]),
      scheduler.factory(),
      catalogServiceMock.factory({ entities: auditGroups() }),
      auditPlugin,
      driverPlugin(options.seed, made => {
        driver = made;
      }),
    ],
  });
  if (!driver) {
    throw new Error('The plugin that reports did not start');
  }
  return {
    port: backend.server.port(),
    commands: commandsOf(driver, scheduler),
  };
}

function commandsOf(
  driver: LoadDriver,
  scheduler: ManualScheduler,
): AuditCommands {
  let memory: MemoryWatch | undefined;
  return {
    drive: load => driver.drive(load),
    pace: load => driver.pace(load),
    trigger: task => costOf(() => scheduler.triggerTask(task)),
    startMemory: async () => {
      memory = MemoryWatch.start();
    },
    stopMemory: async () => {
      if (!memory) {
        throw new Error('Nothing was watched');
      }
      return memory.stop();
    },
  };
}
