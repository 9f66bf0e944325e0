import {
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  useAnalytics,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { AnalyticsImplementationBlueprint } from '@backstage/plugin-app-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import plugin from '..';

const Button = () => {
  const analytics = useAnalytics();
  return (
    <button type="button" onClick={() => analytics.captureEvent('click', 'Go')}>
      Go
    </button>
  );
};

const page = PageBlueprint.make({
  name: 'go',
  params: { path: '/', loader: async () => <Button /> },
});

describe('analytics of the audit log', () => {
  it('work beside others, also where those fail', async () => {
    const fetch = jest.fn(async () => Response.json({ recorded: 1 }));
    const seen: string[] = [];
    const other = (name: string, captureEvent: () => void) =>
      AnalyticsImplementationBlueprint.make({
        name,
        params: define =>
          define({ deps: {}, factory: () => ({ captureEvent }) }),
      });
    const others = createFrontendModule({
      pluginId: 'app',
      extensions: [
        other('failing', () => {
          throw new Error('no');
        }),
        other('working', () => seen.push('event')),
      ],
    });
    renderTestApp({
      extensions: [page],
      features: [others, plugin],
      config: { audit: { clientEvents: { enabled: true } } },
      apis: [
        [fetchApiRef, { fetch }],
        [discoveryApiRef, { getBaseUrl: async () => 'https://x.test/audit' }],
      ],
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Go' }));
    window.dispatchEvent(new Event('pagehide'));

    await waitFor(() => expect(fetch).toHaveBeenCalled());
    const [[, { body }]] = fetch.mock.calls as unknown as [
      [string, { body: string }],
    ];
    expect(JSON.parse(body).events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'click',
          subject: 'Go',
          context: expect.objectContaining({ pluginId: expect.any(String) }),
        }),
      ]),
    );
    expect(seen.length).toBeGreaterThan(0);
  });
});
