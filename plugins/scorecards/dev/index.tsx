import '@backstage/cli/asset-types';
// This file is an app of its own, where the style sheet belongs.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import ReactDOM from 'react-dom/client';
import { scorecardsInDevelopment, statesPlugin } from './features';
import { inventedCatalog } from './catalog';

// `yarn start` in this package: the plugin over invented answers, without a
// backend. /states shows every state of every panel.
const config = {
  app: {
    title: 'Scorecards in development',
    baseUrl: window.location.origin,
    extensions: [
      { 'sign-in-page:app': false },
      'entity-card:scorecards/summary',
    ],
  },
  backend: { baseUrl: window.location.origin },
};

const app = createApp({
  advanced: {
    configLoader: async () => ({ config: new ConfigReader(config) }),
  },
  features: [
    catalogPlugin,
    inventedCatalog,
    scorecardsInDevelopment,
    statesPlugin,
  ],
});
const container = document.getElementById('root');
if (container) {
  ReactDOM.createRoot(container).render(app.createRoot());
}
