import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { addressQuery, renderPages } from '../../../__testUtils__/pagesRender';
import { failure, fakeData } from '../../../__testUtils__/pagesServer';

const address = '/default/production-readiness?tab=checks';

async function findTable() {
  return within(
    await screen.findByRole('region', { name: 'Checks and their verdicts' }),
  );
}

describe('ChecksTab', () => {
  it('counts the verdicts of each check, in words for screen readers', async () => {
    await renderPages(address);
    const table = await findTable();

    const row = within(
      table.getByRole('row', { name: /^Has a runbook link Why/ }),
    );
    expect(
      row.getByRole('img', { name: /^Verdicts: \d+ fails, .*\d+ passes/ }),
    ).toBeInTheDocument();
    expect(row.getByText('Bronze')).toBeInTheDocument();
    expect(row.getByText('Operations')).toBeInTheDocument();
    expect(row.getByText('30 minutes')).toBeInTheDocument();
  });

  it('tells why a check is there and how it judges', async () => {
    await renderPages(address);
    const table = await findTable();
    const row = within(
      table.getByRole('row', { name: /^Has a runbook link Why/ }),
    );

    await userEvent.click(row.getByText('Why, and how it is judged'));

    expect(row.getByText('facts.catalog.field1 >= 80')).toBeVisible();
    expect(row.getByText('Someone must answer when it breaks.')).toBeVisible();
  });

  it('leads from a number to the entities, narrowed as before', async () => {
    await renderPages(`${address}&type=service`);
    const table = await findTable();

    await userEvent.click(
      table.getByRole('link', {
        name: /Show the \d+ entities: Fails, Has an owner that exists/,
      }),
    );

    expect(Object.fromEntries(addressQuery())).toEqual({
      tab: 'entities',
      check: 'check-0:fail',
      type: 'service',
    });
  });

  it('counts over what the address narrows to', async () => {
    const { requests } = await renderPages(`${address}&type=service`);
    await findTable();

    const asked = requests.find(url => url.pathname.endsWith('/checks'));
    expect(asked?.search).toBe('?type=service');
    expect(screen.getByText('Type: service')).toBeInTheDocument();
  });

  it('orders by a column and keeps it in the address', async () => {
    await renderPages(address);
    const table = await findTable();

    await userEvent.click(table.getByRole('button', { name: 'Fails' }));
    await userEvent.click(table.getByRole('button', { name: 'Fails' }));

    expect(addressQuery().get('checksBy')).toBe('-fail');
    const fails = table
      .getAllByRole('row')
      .slice(1)
      .map(row => Number(within(row).getAllByRole('cell')[3].textContent));
    expect(fails).toEqual([...fails].sort((a, b) => b - a));
  });

  it('says so when there are no checks', async () => {
    await renderPages(address, { data: [fakeData({ checks: 0 })] });

    expect(
      await screen.findByText('This scorecard has no checks'),
    ).toBeInTheDocument();
  });

  it.each([
    [403, 'NotAllowedError', /scorecards\.verdict\.read/],
    [500, 'Error', /The checks could not be read/],
  ])('explains an answer %i', async (status, name, text) => {
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith('/checks')
          ? failure(status, name, 'no')
          : undefined,
    });

    expect(await screen.findByText(text)).toBeInTheDocument();
  });
});
