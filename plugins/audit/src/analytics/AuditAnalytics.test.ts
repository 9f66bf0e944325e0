import { auditRoutes } from '@daytwo/backstage-plugin-audit-common';
import { AuditAnalytics } from './AuditAnalytics';
import type { AuditAnalyticsEvent } from './toClientEvent';

const context = { pluginId: 'catalog', extensionId: 'page:catalog' };
const navigate = (subject = '/catalog'): AuditAnalyticsEvent => ({
  action: 'navigate',
  subject,
  attributes: { kind: 'component' },
  context,
});

/** Calls back what waits for promises. */
const settle = () => jest.advanceTimersByTimeAsync(0);

function setUp(enabled: { value?: boolean } = { value: true }) {
  const fetch = jest.fn<Promise<Response>, Parameters<typeof globalThis.fetch>>(
    async () => Response.json({ recorded: 1 }),
  );
  const analytics = AuditAnalytics.fromConfig({
    configApi: { getOptionalBoolean: () => enabled.value },
    discoveryApi: { getBaseUrl: async id => `https://portal.test/api/${id}` },
    fetchApi: { fetch },
  });
  const sent = () =>
    fetch.mock.calls.map(([, init]) =>
      auditRoutes.reportClientEvents.body.parse(JSON.parse(String(init?.body))),
    );
  return { analytics, fetch, sent };
}

function hide(state: DocumentVisibilityState = 'hidden') {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('AuditAnalytics', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-24T10:00:00Z') });
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('sends what was captured together, after a while, and then nothing', async () => {
    const { analytics, fetch, sent } = setUp();
    analytics.captureEvent(navigate());
    analytics.captureEvent({ action: 'search', subject: 'cart', value: 3 });
    await jest.advanceTimersByTimeAsync(9_999);
    expect(fetch).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(60_000);

    expect(fetch.mock.calls).toEqual([
      [
        'https://portal.test/api/audit/v1/client-events',
        expect.objectContaining({ method: 'POST', keepalive: true }),
      ],
    ]);
    const at = '2026-11-24T10:00:00.000Z';
    expect(sent()).toEqual([
      {
        events: [
          { ...navigate(), at },
          { action: 'search', subject: 'cart', value: 3, at },
        ],
      },
    ]);
  });

  it('sends at once where there are many, one batch after the other', async () => {
    const { analytics, sent } = setUp();
    for (let n = 0; n < 120; n++) {
      analytics.captureEvent(navigate(`/${n}`));
    }
    await settle();
    expect(sent().map(({ events }) => events.length)).toEqual([50, 50]);
    await jest.advanceTimersByTimeAsync(10_000);

    const subjects = sent().flatMap(b => b.events.map(e => e.subject));
    expect(subjects).toEqual(Array.from({ length: 120 }, (_, n) => `/${n}`));
  });

  it('sends all that waits when the page is hidden or left', async () => {
    const { analytics, sent } = setUp();
    analytics.captureEvent(navigate('/a'));
    hide('visible');
    await settle();
    expect(sent()).toEqual([]);
    hide();
    await settle();
    analytics.captureEvent(navigate('/b'));
    window.dispatchEvent(new Event('pagehide'));
    await settle();

    expect(sent().map(({ events }) => events[0].subject)).toEqual(['/a', '/b']);
  });

  it('sends batches that a page may still send while it is left', async () => {
    const { analytics, fetch } = setUp();
    for (let n = 0; n < 40; n++) {
      analytics.captureEvent(navigate(`/${'x'.repeat(900)}`));
    }
    hide();
    await settle();

    const sizes = fetch.mock.calls.map(([, init]) => String(init?.body).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(17_000);
  });

  it('cuts what is too long, and leaves out what is no value', async () => {
    const { analytics, sent } = setUp();
    const attributes = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`k${n}`, 'v'.repeat(999)]),
    );
    analytics.captureEvent({
      action: 'a'.repeat(99),
      subject: 's'.repeat(5000),
      value: NaN,
      attributes,
      context: { ...context, gone: undefined, node: {} as never },
    });
    await jest.advanceTimersByTimeAsync(10_000);

    const [{ events }] = sent();
    expect(events[0].subject).toHaveLength(1000);
    expect(events[0].value).toBeUndefined();
    expect(Object.keys(events[0].attributes ?? {})).toHaveLength(20);
    expect(events[0].context).toEqual(context);
  });

  it('tries again ever more rarely, in order, and says nothing of it', async () => {
    const { analytics, fetch, sent } = setUp();
    const logs = (['log', 'warn', 'error'] as const).map(level =>
      jest.spyOn(console, level),
    );
    fetch.mockRejectedValue(new TypeError('Failed to fetch'));
    analytics.captureEvent(navigate('/first'));
    await jest.advanceTimersByTimeAsync(3_600_000);
    const tries = fetch.mock.calls.length;
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(20);

    fetch.mockImplementation(async () => Response.json({ recorded: 1 }));
    analytics.captureEvent(navigate('/second'));
    await jest.advanceTimersByTimeAsync(300_000);

    expect(
      sent()
        .at(-1)
        ?.events.map(e => e.subject),
    ).toEqual(['/first', '/second']);
    logs.forEach(log => expect(log).not.toHaveBeenCalled());
  });

  it('keeps a limited number of events, the newest, and tells how many were lost', async () => {
    const { analytics, fetch, sent } = setUp();
    fetch.mockImplementation(async () => new Response('', { status: 503 }));
    for (let n = 0; n < 700; n++) {
      analytics.captureEvent(navigate(`/${n}`));
      await settle();
    }
    fetch.mockImplementation(async () => Response.json({ recorded: 1 }));
    fetch.mockClear();
    await jest.advanceTimersByTimeAsync(600_000);

    expect(sent().flatMap(({ events }) => events)).toHaveLength(500);
    expect(sent().map(({ lost }) => lost ?? 0)).toEqual([
      200,
      ...Array.from({ length: sent().length - 1 }, () => 0),
    ]);
    expect(sent().at(-1)?.events.at(-1)?.subject).toBe('/699');
  });

  it('comes back when the backend says, and not before', async () => {
    const { analytics, fetch } = setUp();
    fetch.mockImplementation(
      async () =>
        new Response('', { status: 429, headers: { 'Retry-After': '45' } }),
    );
    analytics.captureEvent(navigate());
    await jest.advanceTimersByTimeAsync(10_000);
    expect(fetch).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(44_000);
    expect(fetch).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('lets a batch go that is refused', async () => {
    const { analytics, fetch, sent } = setUp();
    fetch.mockImplementationOnce(async () => new Response('', { status: 400 }));
    analytics.captureEvent(navigate('/bad'));
    await jest.advanceTimersByTimeAsync(10_000);
    analytics.captureEvent(navigate('/good'));
    await jest.advanceTimersByTimeAsync(10_000);

    expect(sent()[1]).toMatchObject({
      lost: 1,
      events: [{ subject: '/good' }],
    });
  });

  it.each([403, 404])(
    'stops where the backend takes none: %s',
    async status => {
      const { analytics, fetch } = setUp();
      fetch.mockImplementation(async () => new Response('', { status }));
      analytics.captureEvent(navigate());
      await jest.advanceTimersByTimeAsync(10_000);
      analytics.captureEvent(navigate());
      hide();
      await jest.advanceTimersByTimeAsync(3_600_000);

      expect(fetch).toHaveBeenCalledTimes(1);
    },
  );

  it.each([undefined, false])(
    'does nothing where it is not turned on: %s',
    async value => {
      const { analytics, fetch } = setUp({ value });
      analytics.captureEvent(navigate());
      expect(jest.getTimerCount()).toBe(0);
      hide();
      await jest.advanceTimersByTimeAsync(60_000);

      expect(fetch).not.toHaveBeenCalled();
    },
  );
});
