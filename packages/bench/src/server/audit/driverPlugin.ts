import { DefaultAuditorService } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { createDefaultLog } from '../../auditInternals';
import { LoadDriver } from './LoadDriver';

/** A plugin that does nothing but report events. */
export function driverPlugin(
  seed: number,
  onDriver: (driver: LoadDriver) => void,
) {
  return createBackendPlugin({
    pluginId: 'bench',
    register: env =>
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          config: coreServices.rootConfig,
          httpAuth: coreServices.httpAuth,
          logger: coreServices.logger,
          plugin: coreServices.pluginMetadata,
        },
        init: async ({ auditor, config, logger, ...deps }) => {
          const log = createDefaultLog(config, logger);
          const peer = DefaultAuditorService.create(log, deps);
          const auditors = { daytwo: auditor, default: peer };
          onDriver(LoadDriver.create(auditors, seed));
        },
      }),
  });
}
