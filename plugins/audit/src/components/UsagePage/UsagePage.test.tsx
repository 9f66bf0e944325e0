import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  breakDown,
  forbid,
  pending,
  type FakeAnswers,
} from '../../__testUtils__/fakeApi';
import { someUsage } from '../../__testUtils__/records';
import { addressQuery, renderAudit } from '../../__testUtils__/renderAudit';
import { UsagePage } from './UsagePage';

const open = (more: FakeAnswers = {}, path = '/') =>
  renderAudit(<UsagePage />, {
    path,
    answers: { getUsage: () => someUsage, ...more },
  });

async function automations() {
  const table = within(await screen.findByRole('table'));
  return table
    .getAllByRole('rowheader')
    .map(header => header.textContent ?? '');
}

describe('UsagePage', () => {
  it('answers first: runs, success and time saved', async () => {
    await open();

    expect(
      await screen.findByRole('heading', { name: '1,243 runs' }),
    ).toBeVisible();
    expect(
      screen.getByText(
        '2 automations used · 97 % succeeded · About 210 hr saved',
      ),
    ).toBeVisible();
  });

  it('shows the numbers of each, and no rate where nothing finished', async () => {
    await open();

    const [, service, refresh] = await screen.findAllByRole('row');
    for (const text of ['1,240', '97 %', '40 failed', '42 sec', '38']) {
      expect(within(service).getByText(text)).toBeVisible();
    }
    expect(
      within(service).getByRole('img', { name: /10, 20, 40, 35, 60/ }),
    ).toBeVisible();
    expect(within(refresh).getAllByText('–').length).toBeGreaterThan(2);
    expect(within(refresh).getByText('never')).toBeVisible();
  });

  it('says to the minute when the last run was', async () => {
    const lastRun = new Date(Date.now() - 90_000).toISOString();
    const [first] = someUsage.items;
    await open({
      getUsage: () => ({ ...someUsage, items: [{ ...first, lastRun }] }),
    });

    const time = await screen.findByText('1 minute ago');
    expect(time).toHaveAttribute('datetime', lastRun);
  });

  it('opens who used it', async () => {
    await open();

    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Who used template:default/new-service',
      }),
    );

    expect(screen.getByText('900 runs')).toBeVisible();
    expect(screen.getByText('12 runs')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Its records' })).toHaveAttribute(
      'href',
      '/audit?entity=template%3Adefault%2Fnew-service&when=90d',
    );
  });

  it('shows teams only where the portal keeps people private', async () => {
    const items = someUsage.items.map(({ actors: _, ...row }) => ({
      ...row,
      teams: [...row.teams, { team: '', runs: 2 }],
    }));
    await open({ getUsage: () => ({ ...someUsage, privacy: true, items }) });

    expect(await screen.findByText('Teams only')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: /Who used template/ }),
    );
    expect(screen.getByRole('heading', { name: 'Teams' })).toBeVisible();
    expect(screen.getAllByText('Small teams, or none')[0]).toBeVisible();
    expect(screen.queryByText('No team')).toBeNull();
    expect(screen.queryByRole('heading', { name: 'People' })).toBeNull();
  });

  it('sorts by a column, which the address keeps', async () => {
    await open();
    expect((await automations())[0]).toContain('new-service');

    await userEvent.click(screen.getByRole('button', { name: 'Automation' }));
    expect(addressQuery().get('sort')).toBe('-automation');
    await userEvent.click(screen.getByRole('button', { name: 'Automation' }));

    expect((await automations())[0]).toContain('scorecards:refresh');
  });

  it('asks for the period and the team of the address', async () => {
    const { api } = await open({}, '/?period=7d&team=group:default/payments');
    await screen.findByRole('table');

    const { from, team } = api.calls[0].input.query as {
      from: string;
      team: string[];
    };
    const days = (Date.now() - Date.parse(from)) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect(team).toEqual(['group:default/payments']);
  });

  it('lists what nobody used', async () => {
    await open();
    expect(
      await screen.findByText('1 template that nobody ran in this time.'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: /old-service/ })).toBeVisible();
  });

  it('says that nothing was used, and that nothing matches', async () => {
    const { api } = await open({}, '/?q=zzz');
    expect(await screen.findByText('No automation matches')).toBeVisible();
    expect(api.calls).toHaveLength(1);
  });

  it.each([
    [
      'empty',
      () => ({ ...someUsage, items: [], unused: [] }),
      () => screen.findByText('No automation was run in this time'),
    ],
    [
      'loading',
      pending,
      () => screen.findByRole('status', { name: 'Loading' }),
    ],
    [
      'failed',
      breakDown,
      () => screen.findByText('The usage could not be read'),
    ],
    ['forbidden', forbid, () => screen.findByText(/"audit.usage.read"/)],
  ] as const)('has a state for %s', async (_, getUsage, find) => {
    await open({ getUsage });
    expect(await find()).toBeVisible();
  });
});
