import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { Route, Routes } from 'react-router-dom';
import {
  auditApiRef,
  AuditPage,
  auditPlugin,
  EntityActivityContent,
  HomePageMyActivity,
  isPerson,
  rootRouteRef,
  UserActivityCard,
} from '.';
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

const Apis = ({ children }: PropsWithChildren<{}>) => (
  <TestApiProvider
    apis={[
      [auditApiRef, api],
      [permissionApiRef, mockApis.permission()],
      [catalogApiRef, catalogApiMock({ entities: [] })],
    ]}
  >
    <EntityProvider entity={dana}>{children}</EntityProvider>
  </TestApiProvider>
);

const mountedRoutes = {
  '/audit': rootRouteRef,
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

describe('audit in an app of the legacy frontend system', () => {
  it('brings its own API', () => {
    expect([...auditPlugin.getApis()].map(({ api: ref }) => ref.id)).toEqual([
      'plugin.audit.service',
    ]);
  });

  it('has its pages under a header', async () => {
    await renderInTestApp(
      <Apis>
        <Routes>
          <Route path="/mounted/*" element={<AuditPage />} />
        </Routes>
      </Apis>,
      {
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
        routeEntries: ['/mounted/seal'],
      },
    );

    expect(
      await screen.findByRole('heading', { name: /Every record up to/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Records' })).toHaveAttribute(
      'href',
      '/mounted',
    );
  });

  it('has the holds among its pages', async () => {
    await renderInTestApp(
      <Apis>
        <Routes>
          <Route path="/mounted/*" element={<AuditPage />} />
        </Routes>
      </Apis>,
      {
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
        routeEntries: ['/mounted/holds'],
      },
    );

    expect(
      await screen.findByRole('heading', { name: 'Case 2026-17' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Holds' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  it('shows the card', async () => {
    await renderInTestApp(
      <Apis>
        <UserActivityCard />
      </Apis>,
      { mountedRoutes },
    );

    expect(await screen.findByText('Recent activity')).toBeInTheDocument();
  });

  it('shows the tab', async () => {
    giveElementsSize();
    await renderInTestApp(
      <Apis>
        <EntityActivityContent />
      </Apis>,
      { mountedRoutes },
    );

    expect(
      await screen.findByRole('row', { name: /Run template/ }),
    ).toBeInTheDocument();
  });

  it('shows the widget', async () => {
    await renderInTestApp(
      <Apis>
        <HomePageMyActivity />
      </Apis>,
      { mountedRoutes },
    );

    expect(
      await screen.findByText('You own nothing in the catalog'),
    ).toBeInTheDocument();
  });

  it('knows people from other entities', () => {
    expect(isPerson(dana)).toBe(true);
    expect(isPerson(paymentsApi)).toBe(false);
  });
});
