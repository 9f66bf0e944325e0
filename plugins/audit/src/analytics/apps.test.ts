import { ApiFactoryRegistry, ApiResolver } from '@backstage/core-app-api';
import {
  analyticsApiRef,
  configApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { AnalyticsImplementationBlueprint } from '@backstage/plugin-app-react';
import { mockApis } from '@backstage/test-utils';
import { auditAnalyticsApiFactory } from '.';
import { waitFor } from '@testing-library/react';
import plugin from '../plugin';

const fetch = jest.fn<Promise<Response>, unknown[]>(async () =>
  Response.json({ recorded: 1 }),
);
const deps = {
  configApi: mockApis.config({
    data: { audit: { clientEvents: { enabled: true } } },
  }),
  discoveryApi: mockApis.discovery({ baseUrl: 'https://portal.test' }),
  fetchApi: { fetch },
};

/** Of both systems at once. */
const event = {
  action: 'navigate',
  subject: '/catalog',
  context: {
    pluginId: 'catalog',
    routeRef: 'root',
    extension: 'App',
    extensionId: 'page:catalog',
  },
};

/** What a browser sends when the page is left. */
async function sent(analytics: {
  captureEvent(captured: typeof event): void;
}): Promise<unknown[][]> {
  analytics.captureEvent(event);
  window.dispatchEvent(new Event('pagehide'));
  await waitFor(() => expect(fetch).toHaveBeenCalled());
  return fetch.mock.calls;
}

const report = [
  'https://portal.test/api/audit/v1/client-events',
  expect.objectContaining({ body: expect.stringContaining('/catalog') }),
];

describe('analytics that go to the audit log', () => {
  afterEach(() => fetch.mockClear());

  it('are one of those of an app of the new system', async () => {
    const { factory } = createExtensionTester(
      plugin.getExtension('analytics:audit'),
    ).get(AnalyticsImplementationBlueprint.dataRefs.factory);

    expect(await sent(factory(deps))).toEqual([report]);
  });

  it('are those of a legacy app that adds them', async () => {
    const apis = new ApiFactoryRegistry();
    const of = <T>(impl: T) => ({ deps: {}, factory: () => impl });
    apis.register('app', { api: configApiRef, ...of(deps.configApi) });
    apis.register('app', { api: discoveryApiRef, ...of(deps.discoveryApi) });
    apis.register('app', { api: fetchApiRef, ...of(deps.fetchApi) });
    apis.register('app', auditAnalyticsApiFactory);
    const analytics = new ApiResolver(apis).get(analyticsApiRef);

    expect(analytics && (await sent(analytics))).toEqual([report]);
  });
});
