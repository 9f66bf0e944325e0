import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
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
  EntityScorecardsCard,
  EntityScorecardsContent,
  HomePageMyScorecards,
  isScorecardsAvailable,
  rootRouteRef,
  scorecardsApiRef,
  ScorecardsPage,
  scorecardsPlugin,
} from '.';
import { createFakeApi } from './__testUtils__/fakeApi';
import { someSources } from './__testUtils__/factExamples';
import { someHome } from './__testUtils__/homeExamples';
import {
  productionReadiness,
  scorecardsOf,
} from './__testUtils__/productionReadiness';
import { paymentsApi } from './__testUtils__/renderPanel';

const api = createFakeApi({
  listSources: () => someSources,
  getEntityScorecards: () => scorecardsOf(productionReadiness),
  getHome: () => someHome,
});

const Apis = ({ children }: PropsWithChildren<{}>) => (
  <TestApiProvider
    apis={[
      [scorecardsApiRef, api],
      [permissionApiRef, mockApis.permission()],
    ]}
  >
    <EntityProvider entity={paymentsApi}>{children}</EntityProvider>
  </TestApiProvider>
);

const mountedRoutes = {
  '/scorecards': rootRouteRef,
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

describe('scorecards in an app of the legacy frontend system', () => {
  it('brings its own API', () => {
    expect(
      [...scorecardsPlugin.getApis()].map(({ api: ref }) => ref.id),
    ).toEqual(['plugin.scorecards.service']);
  });

  it('has its pages under a header', async () => {
    await renderInTestApp(
      <Apis>
        <Routes>
          <Route path="/mounted/*" element={<ScorecardsPage />} />
        </Routes>
      </Apis>,
      {
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        routeEntries: ['/mounted/sources'],
      },
    );

    expect(
      await screen.findByRole('heading', { name: 'Sources of facts' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Scorecards/ })).toHaveAttribute(
      'href',
      '/mounted',
    );
  });

  it('shows the card', async () => {
    await renderInTestApp(
      <Apis>
        <EntityScorecardsCard />
      </Apis>,
      { mountedRoutes },
    );

    expect(await screen.findByText('Fix next')).toBeInTheDocument();
  });

  it('shows the tab', async () => {
    await renderInTestApp(
      <Apis>
        <EntityScorecardsContent />
      </Apis>,
      { mountedRoutes },
    );

    expect(
      await screen.findByRole('button', { name: /Links a runbook/ }),
    ).toBeInTheDocument();
  });

  it('shows the widget', async () => {
    await renderInTestApp(
      <Apis>
        <HomePageMyScorecards />
      </Apis>,
      { mountedRoutes },
    );

    expect(await screen.findByText('Your 12 entities')).toBeInTheDocument();
  });

  it('is available for components and not for people', () => {
    expect(isScorecardsAvailable(paymentsApi)).toBe(true);
    expect(isScorecardsAvailable({ ...paymentsApi, kind: 'User' })).toBe(false);
  });
});
