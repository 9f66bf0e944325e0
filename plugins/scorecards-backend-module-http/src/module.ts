import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scorecardsFactsExtensionPoint } from '@daytwo/backstage-plugin-scorecards-node';
import { readHttpSources } from './config/readHttpSources';
import { createHttpSource } from './source/createHttpSource';

/**
 * Adds a source of facts for each entry of `scorecards.http.sources`.
 *
 * @public
 */
export const scorecardsModuleHttp = createBackendModule({
  pluginId: 'scorecards',
  moduleId: 'http',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        facts: scorecardsFactsExtensionPoint,
      },
      async init({ config, facts }) {
        for (const options of readHttpSources(config)) {
          facts.addSource(createHttpSource(options));
        }
      },
    });
  },
});
