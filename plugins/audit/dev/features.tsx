import {
  createApiFactory,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiLayoutGridLine } from '@remixicon/react';
import auditPlugin, { auditApiRef } from '../src';
import { createFakeApi } from '../src/__testUtils__/fakeApi';
import { inventedAnswers } from './answers';
import { states } from './states';

/** `?state=error` and the like, for the whole visit. */
const chosen = new URLSearchParams(window.location.search).get('state');

/** The plugin with an API that needs no backend. */
export const auditInDevelopment = auditPlugin.withOverrides({
  extensions: [
    auditPlugin.getExtension('api:audit').override({
      params: defineParams =>
        defineParams(
          createApiFactory({
            api: auditApiRef,
            deps: {},
            factory: () =>
              createFakeApi(states[chosen ?? ''] ?? inventedAnswers),
          }),
        ),
    }),
  ],
});

/** Every state of every panel, below each other. */
export const statesPlugin = createFrontendPlugin({
  pluginId: 'states',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/states',
        title: 'All states',
        icon: <RiLayoutGridLine />,
        loader: () => import('./StatesPage').then(m => <m.StatesPage />),
      },
    }),
  ],
});
