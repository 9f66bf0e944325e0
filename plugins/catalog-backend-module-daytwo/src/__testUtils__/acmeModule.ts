import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';

/** Another vendor, with a kind `Scorecard` of its own. */
export const acmeModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'acme',
  register(reg) {
    reg.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor({
          getProcessorName: () => 'AcmeProcessor',
          validateEntityKind: async entity =>
            entity.apiVersion === 'acme.io/v1' && entity.kind === 'Scorecard',
        });
      },
    });
  },
});
