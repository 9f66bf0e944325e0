import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  DirectoryPreparer,
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import { LocalFolderPreparer } from './LocalFolderPreparer';
import { MarkdownGenerator } from './MarkdownGenerator';

/** Lets the demo show documentation on a machine that has nothing but Node. */
export default createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'markdown',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        generator: techdocsGeneratorExtensionPoint,
        logger: coreServices.logger,
        preparers: techdocsPreparerExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ config, generator, logger, preparers, reader }) {
        const scmIntegrations = ScmIntegrations.fromConfig(config);
        const folders = DirectoryPreparer.fromConfig(config, {
          logger,
          reader,
        });
        generator.setTechdocsGenerator(
          new MarkdownGenerator({ config, logger, scmIntegrations }),
        );
        preparers.registerPreparer('dir', new LocalFolderPreparer(folders));
      },
    });
  },
});
