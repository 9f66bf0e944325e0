import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { addressQuery, renderPages } from '../../__testUtils__/pagesRender';
import { failure, fakeData } from '../../__testUtils__/pagesServer';

const production = fakeData();
const security = fakeData({
  name: 'security-basics',
  title: 'Security basics',
  mode: 'points',
  entities: 3,
});

const titles = () =>
  screen.getAllByRole('heading', { level: 3 }).map(h => h.textContent);

describe('ScorecardList', () => {
  it('shows each scorecard with its numbers and leads to it', async () => {
    await renderPages('/', { data: [production] });

    const item = await screen.findByRole('listitem');
    expect(
      within(item).getByRole('link', { name: 'Production readiness' }),
    ).toHaveAttribute('href', '/scorecards/default/production-readiness');
    expect(within(item).getByText('40 entities')).toBeInTheDocument();
    expect(
      within(item).getByRole('img', { name: /^Levels: Gold/ }),
    ).toBeInTheDocument();
    expect(
      await within(item).findByRole('img', {
        name: /^Score of Production readiness/,
      }),
    ).toBeInTheDocument();
  });

  it('leads to facts and sources', async () => {
    await renderPages('/');

    expect(await screen.findByRole('link', { name: 'Facts' })).toHaveAttribute(
      'href',
      '/scorecards/facts',
    );
    expect(screen.getByRole('link', { name: 'Sources' })).toHaveAttribute(
      'href',
      '/scorecards/sources',
    );
  });

  it('searches, and keeps the text in the address', async () => {
    await renderPages('/', { data: [production, security] });
    await screen.findByText('Security basics');

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search scorecards' }),
      'secur',
    );

    expect(titles()).toEqual(['Security basics']);
    expect(addressQuery().get('q')).toBe('secur');
  });

  it('says so when nothing matches the search of the address', async () => {
    await renderPages('/?q=nonsense');

    expect(
      await screen.findByText('No scorecard matches "nonsense"'),
    ).toBeInTheDocument();
  });

  it('orders as the address says', async () => {
    await renderPages('/?sort=-entities', { data: [security, production] });
    await screen.findByText('Security basics');

    expect(titles()).toEqual(['Production readiness', 'Security basics']);
  });

  it('marks a scorecard whose newest definition is refused', async () => {
    const { scorecard, rows } = production;
    const status = { ...scorecard.status, state: 'invalid' as const };
    await renderPages('/', {
      data: [{ scorecard: { ...scorecard, status }, rows }],
    });

    expect(await screen.findByText('Definition refused')).toBeInTheDocument();
    expect(
      screen.getByText(/1 has a definition that is refused/),
    ).toBeInTheDocument();
  });

  it('says that numbers are partial', async () => {
    const { scorecard, rows } = production;
    await renderPages('/', {
      data: [{ scorecard: { ...scorecard, partial: true }, rows }],
    });

    expect(
      await screen.findByText('Some entities are hidden from you'),
    ).toBeInTheDocument();
  });

  it('explains what a scorecard is when there is none', async () => {
    await renderPages('/', { data: [] });

    expect(await screen.findByText('No scorecards yet')).toBeInTheDocument();
    expect(screen.getByText(/kind: Scorecard/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy this example' }),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    await renderPages('/', {
      intercept: () => failure(403, 'NotAllowedError', 'no'),
    });

    expect(
      await screen.findByText(/scorecards\.scorecard\.read/),
    ).toBeInTheDocument();
  });

  it('says what failed, and tries again when asked', async () => {
    let answers = 0;
    await renderPages('/', {
      intercept: url => {
        const isList = url.pathname.endsWith('/scorecards');
        answers += Number(isList);
        return isList && answers === 1
          ? failure(500, 'Error', 'database is away')
          : undefined;
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The scorecards could not be read',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Production readiness')).toBeInTheDocument();
  });

  it('shows the shape of the page while it loads', async () => {
    await renderPages('/', { intercept: () => new Promise(() => {}) });

    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('says that an address leads nowhere', async () => {
    await renderPages('/a/b/c/d');

    expect(
      await screen.findByText('There is no such page'),
    ).toBeInTheDocument();
  });
});
