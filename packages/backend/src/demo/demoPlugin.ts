import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { setTimeout as wait } from 'node:timers/promises';
import { PortalClient } from './PortalClient';
import { patiently } from './patience';

const PATIENCE = { wait, everyMs: 2_000, attempts: 90 };
const DOCS = '/sync/default/component/daytwo';

/** Fills the demo once the portal is up, as CI jobs and readers would over time. */
export default createBackendPlugin({
  pluginId: 'demo',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, discovery, lifecycle, logger }) {
        const portal = new PortalClient({ auth, discovery });
        // Rendered before the first reader comes, so that the search finds it too.
        const renderDocs = () =>
          patiently(() => portal.get('techdocs', DOCS), PATIENCE);
        lifecycle.addStartupHook(() => {
          renderDocs().catch(error =>
            logger.warn('The documentation could not be rendered', error),
          );
        });
      },
    });
  },
});
