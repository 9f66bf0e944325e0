import '@backstage/cli/asset-types';
// This file is an app of its own, where the style sheet belongs.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { ConfigReader } from '@backstage/core-app-api';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import ReactDOM from 'react-dom/client';
import { auditInDevelopment, statesPlugin } from './features';
import { inventedCatalog } from './catalog';

// `yarn start` in this package: the plugin over invented answers, without a
// backend. /states shows every state of card, widget and
// tab; ?state=error and the like bring one about on the pages.
const config = {
  app: {
    title: 'Audit in development',
    baseUrl: window.location.origin,
    extensions: [{ 'sign-in-page:app': false }, 'entity-card:audit/recent'],
  },
  backend: { baseUrl: window.location.origin },
};

const app = createApp({
  advanced: {
    configLoader: async () => ({ config: new ConfigReader(config) }),
  },
  features: [catalogPlugin, inventedCatalog, auditInDevelopment, statesPlugin],
});
const container = document.getElementById('root');
if (container) {
  ReactDOM.createRoot(container).render(app.createRoot());
}
