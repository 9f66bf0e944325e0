import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { MarkdownGenerator } from './MarkdownGenerator';

/** Lets the demo show documentation on a machine that has nothing but Node. */
export default createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'markdown-generator',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        generator: techdocsGeneratorExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, generator, logger }) {
        const scmIntegrations = ScmIntegrations.fromConfig(config);
        generator.setTechdocsGenerator(
          new MarkdownGenerator({ config, logger, scmIntegrations }),
        );
      },
    });
  },
});
