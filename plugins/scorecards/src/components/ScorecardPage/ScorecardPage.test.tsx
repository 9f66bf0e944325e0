import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { addressQuery, renderPages } from '../../__testUtils__/pagesRender';
import { failure, fakeData } from '../../__testUtils__/pagesServer';

const address = '/default/production-readiness';

function dataWith(change: Partial<ScorecardResponse>) {
  const { scorecard, rows } = fakeData();
  return [{ scorecard: { ...scorecard, ...change }, rows }];
}

describe('ScorecardPage', () => {
  it('says whose it is, what it is for, and which version runs', async () => {
    await renderPages(address);

    expect(
      await screen.findByRole('heading', { name: 'Production readiness' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('What a service needs before customers depend on it.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /platform/ })).toBeInTheDocument();
  });

  it('answers first how many have no level, and leads to them', async () => {
    const { scorecard, rows } = fakeData();
    const levels = [4, 6, 20, 10];
    await renderPages(address, {
      data: [
        {
          scorecard: {
            ...scorecard,
            summary: { ...scorecard.summary, entities: 40, levels },
          },
          rows,
        },
      ],
    });

    const answer = await screen.findByRole('region', {
      name: 'In one sentence',
    });
    expect(answer).toHaveTextContent('4 of 40 entities have no level');
    expect(
      within(answer).getByRole('link', { name: 'Show them' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('?tab=entities&level=none'),
    );
  });

  it('says so when every entity has a level', async () => {
    const { summary } = fakeData().scorecard;
    await renderPages(address, {
      data: dataWith({
        summary: { ...summary, entities: 40, levels: [0, 10, 20, 10] },
      }),
    });

    expect(
      await screen.findByText('All 40 entities have a level'),
    ).toBeInTheDocument();
  });

  it('says so when it measures nothing', async () => {
    await renderPages(address, { data: [fakeData({ entities: 0 })] });

    expect(
      await screen.findByText(
        'Nothing in the catalog matches what it applies to.',
      ),
    ).toBeInTheDocument();
  });

  it('has the numbers of the trend in a table', async () => {
    await renderPages(address);

    const table = within(
      await screen.findByRole('region', { name: 'Last 90 days' }),
    );
    await userEvent.click(await table.findByText('The numbers by day'));
    expect(table.getAllByRole('row')).toHaveLength(91);
    expect(
      table.getByRole('rowheader', { name: 'Mar 2, 2026' }),
    ).toBeInTheDocument();
  });

  it('shows each problem of a refused definition and its place', async () => {
    await renderPages(address, {
      data: dataWith({
        status: {
          state: 'invalid',
          readAt: '2026-03-02T08:00:00Z',
          problems: [
            {
              path: 'spec.levels[0].checks[1].rule',
              message: 'unknown fact',
              line: 14,
              column: 17,
              found: 'facts.catalog.owner',
              expected: 'facts.catalog.ownerExists',
            },
          ],
        },
      }),
    });

    const notice = await screen.findByText(
      'The newest definition is refused. Version 4 keeps running.',
    );
    expect(notice).toBeInTheDocument();
    for (const text of [
      'spec.levels[0].checks[1].rule',
      'facts.catalog.owner',
      'facts.catalog.ownerExists',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(screen.getByText(/line 14, column 17/)).toBeInTheDocument();
  });

  it('shows no numbers of a scorecard that never ran', async () => {
    await renderPages(address, {
      data: dataWith({
        version: 0,
        status: {
          state: 'invalid',
          problems: [{ path: '', message: 'broken' }],
          readAt: '2026-03-02T08:00:00Z',
        },
      }),
    });

    expect(
      await screen.findByText(
        'The definition is refused, so nothing runs yet.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'In one sentence' }),
    ).not.toBeInTheDocument();
  });

  it('shows how far a sweep is', async () => {
    await renderPages(address, {
      data: dataWith({ sweep: { done: 41_000, total: 100_000 } }),
    });

    expect(
      await screen.findByText('Re-evaluating 41,000 of 100,000 entities'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('progressbar', { name: 'Entities re-evaluated' }),
    ).toHaveAttribute('value', '41000');
  });

  it('says that numbers are partial', async () => {
    await renderPages(address, { data: dataWith({ partial: true }) });

    expect(
      await screen.findByText('Some entities are hidden from you'),
    ).toBeInTheDocument();
  });

  it('says that there is no such scorecard, and leads back', async () => {
    await renderPages('/default/nonsense');

    expect(
      await screen.findByText('There is no scorecard "nonsense"'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All scorecards' }),
    ).toHaveAttribute('href', '/scorecards');
  });

  it('names the permission that is missing', async () => {
    await renderPages(address, {
      intercept: () => failure(403, 'NotAllowedError', 'no'),
    });

    expect(
      await screen.findByText(/scorecards\.scorecard\.read/),
    ).toBeInTheDocument();
  });

  it('says what failed, with a way to try again', async () => {
    await renderPages(address, {
      intercept: () => failure(500, 'Error', 'database is away'),
    });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The scorecard could not be read');
    expect(alert).toHaveTextContent('database is away');
    expect(
      within(alert).getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('opens the tab of the address, and keeps the chosen one there', async () => {
    await renderPages(`${address}?tab=checks`);

    expect(await screen.findByRole('tab', { name: 'Checks' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await userEvent.click(screen.getByRole('tab', { name: 'Definition' }));
    expect(addressQuery().get('tab')).toBe('definition');
    expect(await screen.findByText('Version 4')).toBeInTheDocument();
  });
});
