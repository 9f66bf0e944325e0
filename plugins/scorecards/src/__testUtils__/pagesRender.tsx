import { fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { useLocation } from 'react-router-dom';
import { screen } from '@testing-library/react';
import { scorecardsApiRef } from '../api';
import { ScorecardsRouter } from '../components/ScorecardsPage';
import { rootRouteRef } from '../routes';
import type { FakeScorecardData } from './pagesAnswers';
import { createFakeServer, fakeData } from './pagesServer';

const Address = () => {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
};

/** The query of the address that the page is at. @internal */
export function addressQuery(): URLSearchParams {
  const text = screen.getByTestId('address').textContent ?? '';
  return new URLSearchParams(text.split('?')[1]);
}

/**
 * Opens a page of the plugin over fake data.
 *
 * @internal
 */
export async function renderPages(
  path: string,
  options: {
    data?: FakeScorecardData[];
    intercept?: (url: URL) => Response | Promise<Response> | undefined;
  } = {},
) {
  const { data = [fakeData()], intercept } = options;
  const server = createFakeServer(data, intercept);
  const view = await renderInTestApp(
    <>
      <ScorecardsRouter />
      <Address />
    </>,
    {
      apis: [
        [scorecardsApiRef, server.client],
        [fetchApiRef, server.fetchApi as { fetch: typeof fetch }],
      ],
      mountedRoutes: {
        '/scorecards': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [path],
    },
  );
  return { ...server, ...view };
}

/** Gives elements a size, which jsdom does not; virtual lists draw nothing without. @internal */
export function giveElementsSize(width = 1200, height = 480): void {
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(width);
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(height);
}
