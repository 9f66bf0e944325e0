import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scorecardsFactsExtensionPoint } from '@daytwo/backstage-plugin-scorecards-node';
import { createHttpSource } from './createHttpSource';
import { readHttpSources } from './readConfig';

/**
 * Facts for scorecards from any JSON endpoint, as `scorecards.http.sources`
 * says.
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
        for (const source of readHttpSources(config)) {
          facts.addSource(createHttpSource(source));
        }
      },
    });
  },
});
