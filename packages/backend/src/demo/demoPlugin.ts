import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ScorecardsClient } from '@daytwo/backstage-plugin-scorecards-common';
import { setTimeout as wait } from 'node:timers/promises';
import { readExampleFacts } from './exampleFacts';
import { FactPusher } from './FactPusher';
import { PortalClient } from './PortalClient';
import { patiently } from './patience';
import { pushExampleFacts } from './pushExampleFacts';

const PATIENCE = { wait, everyMs: 2_000, attempts: 90 };
const DOCS = '/sync/default/component/daytwo';

/** Fills the demo once the portal is up, as CI jobs and readers would over time. */
export default createBackendPlugin({
  pluginId: 'demo',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, config, discovery, lifecycle, logger }) {
        const portal = new PortalClient({ auth, discovery });
        const client = ScorecardsClient.create({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        const pusher = new FactPusher(portal, client);

        // Rendered before the first reader comes, so that the search finds it too.
        const renderDocs = () =>
          patiently(() => portal.get('techdocs', DOCS), PATIENCE);

        const reportFacts = async () => {
          const folder = config.getOptionalString('demo.factsFrom');
          const facts = folder && (await readExampleFacts(folder, new Date()));
          if (facts) {
            await pushExampleFacts({
              facts,
              pusher,
              logger,
              patience: PATIENCE,
            });
          }
        };

        lifecycle.addStartupHook(() => {
          for (const fill of [renderDocs, reportFacts]) {
            fill().catch(error =>
              logger.warn('The demo could not be filled', error),
            );
          }
        });
      },
    });
  },
});
