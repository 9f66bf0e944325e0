import {
  createApiFactory,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiLayoutGridLine } from '@remixicon/react';
import scorecardsPlugin, { scorecardsApiRef } from '../src';
import { createInventedApi } from './answers';

/** The plugin with an API that needs no backend. */
export const scorecardsInDevelopment = scorecardsPlugin.withOverrides({
  extensions: [
    scorecardsPlugin.getExtension('api:scorecards').override({
      params: defineParams =>
        defineParams(
          createApiFactory({
            api: scorecardsApiRef,
            deps: {},
            factory: createInventedApi,
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
