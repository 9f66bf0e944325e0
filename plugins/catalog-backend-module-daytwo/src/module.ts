import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { ScorecardProcessor } from './processor';
import { StarterScorecardsProvider, readStarterConfig } from './starter';

/**
 * Teaches the catalog the kinds of Daytwo, and gives it the starter scorecards
 * where configuration asks for them.
 *
 * @public
 */
export const catalogModuleDaytwo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'daytwo',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ catalog, config, logger }) {
        catalog.addProcessor(new ScorecardProcessor());
        catalog.addEntityProvider(
          await StarterScorecardsProvider.create({
            wanted: readStarterConfig(config),
            logger,
          }),
        );
      },
    });
  },
});
