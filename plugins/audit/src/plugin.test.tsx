import {
  createExtensionTester,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import plugin, { auditApiRef, rootRouteRef } from '.';
import { createFakeApi } from './__testUtils__/fakeApi';
import { listOf, someHold, someRow, someStatus } from './__testUtils__/records';
import {
  dana,
  giveElementsSize,
  paymentsApi,
} from './__testUtils__/renderAudit';

const api = createFakeApi({
  getStatus: () => someStatus,
  listHolds: () => ({ items: [someHold()] }),
  listRecords: () => listOf([someRow({ seq: 5 })]),
});
const mountedRoutes = {
  '/audit': rootRouteRef,
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

describe('audit in the new frontend system', () => {
  it('has the extensions that it is known for', () => {
    for (const id of [
      'api:audit',
      'page:audit',
      'entity-card:audit/recent',
      'entity-content:audit',
      'home-page-widget:audit/mine',
    ] as const) {
      expect(plugin.getExtension(id)).toBeDefined();
    }
  });

  it('leads through the page to the seal', async () => {
    renderInTestApp(
      createExtensionTester(plugin.getExtension('page:audit')).reactElement(),
      {
        apis: [[auditApiRef, api]],
        mountedRoutes,
        initialRouteEntries: ['/seal'],
      },
    );

    expect(
      await screen.findByRole('heading', { name: /Every record up to/ }),
    ).toBeInTheDocument();
  });

  it('leads through the page to the holds', async () => {
    renderInTestApp(
      createExtensionTester(plugin.getExtension('page:audit')).reactElement(),
      {
        apis: [[auditApiRef, api]],
        mountedRoutes,
        initialRouteEntries: ['/holds'],
      },
    );

    expect(
      await screen.findByRole('heading', { name: 'Case 2026-17' }),
    ).toBeInTheDocument();
  });

  it('says that a page does not exist', async () => {
    renderInTestApp(
      createExtensionTester(plugin.getExtension('page:audit')).reactElement(),
      {
        apis: [[auditApiRef, api]],
        mountedRoutes,
        initialRouteEntries: ['/nowhere'],
      },
    );

    expect(
      await screen.findByText('There is no such page'),
    ).toBeInTheDocument();
  });

  it('shows the card on the page of a person', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: dana }),
        plugin.getExtension('entity-card:audit/recent'),
      ],
      apis: [[auditApiRef, api]],
      mountedRoutes,
    });

    expect(await screen.findByText('Recent activity')).toBeInTheDocument();
  });

  it('shows the tab on the page of any entity', async () => {
    giveElementsSize();
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: paymentsApi }),
        plugin.getExtension('entity-content:audit'),
      ],
      apis: [[auditApiRef, api]],
      mountedRoutes,
    });

    expect(
      await screen.findByRole('row', { name: /Run template/ }),
    ).toBeInTheDocument();
  });
});
