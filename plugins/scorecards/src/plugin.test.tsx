import {
  createExtensionTester,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import plugin, { rootRouteRef, scorecardsApiRef } from '.';
import { createFakeApi } from './__testUtils__/fakeApi';
import { someSources } from './__testUtils__/factExamples';
import {
  productionReadiness,
  scorecardsOf,
} from './__testUtils__/productionReadiness';
import { paymentsApi } from './__testUtils__/renderPanel';

const api = createFakeApi({
  listScorecards: () => ({ items: [] }),
  listSources: () => someSources,
  getEntityScorecards: () => scorecardsOf(productionReadiness),
});
const mountedRoutes = {
  '/scorecards': rootRouteRef,
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

describe('scorecards in the new frontend system', () => {
  it('has the extensions that it is known for', () => {
    for (const id of [
      'api:scorecards',
      'page:scorecards',
      'entity-card:scorecards/summary',
      'entity-content:scorecards',
      'home-page-widget:scorecards/mine',
    ] as const) {
      expect(plugin.getExtension(id)).toBeDefined();
    }
  });

  it('leads through the page to the sources', async () => {
    renderInTestApp(
      createExtensionTester(
        plugin.getExtension('page:scorecards'),
      ).reactElement(),
      {
        apis: [[scorecardsApiRef, api]],
        mountedRoutes,
        initialRouteEntries: ['/sources'],
      },
    );

    expect(
      await screen.findByRole('heading', { name: 'Sources of facts' }),
    ).toBeInTheDocument();
  });

  it('shows the card on the page of an entity', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: paymentsApi }),
        plugin.getExtension('entity-card:scorecards/summary'),
      ],
      apis: [[scorecardsApiRef, api]],
      mountedRoutes,
    });

    expect(await screen.findByText('Fix next')).toBeInTheDocument();
  });

  it('shows the tab on the page of an entity', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: paymentsApi }),
        plugin.getExtension('entity-content:scorecards'),
      ],
      apis: [[scorecardsApiRef, api]],
      mountedRoutes,
    });

    expect(
      await screen.findByRole('button', { name: /Links a runbook/ }),
    ).toBeInTheDocument();
  });
});
