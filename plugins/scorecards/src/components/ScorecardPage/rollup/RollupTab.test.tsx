import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { addressQuery, renderPages } from '../../../__testUtils__/pagesRender';
import { failure } from '../../../__testUtils__/pagesServer';

const address = '/default/production-readiness';

async function findTable(name: RegExp) {
  const region = await screen.findByRole('region', { name });
  return within(region);
}

async function choose(label: string, option: string) {
  await userEvent.click(
    screen.getByRole('button', { name: new RegExp(label) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('RollupTab', () => {
  it('shows groups as a tree that folds', async () => {
    await renderPages(address);
    const table = await findTable(/Group/);

    expect(table.getByRole('link', { name: 'payments' })).toBeInTheDocument();
    await userEvent.click(
      table.getByRole('button', { name: 'Show what is in commerce' }),
    );

    expect(
      table.queryByRole('link', { name: 'payments' }),
    ).not.toBeInTheDocument();
    expect(table.getByRole('link', { name: 'identity' })).toBeInTheDocument();
  });

  it('leads from a group to its entities', async () => {
    await renderPages(address);
    const table = await findTable(/Group/);

    await userEvent.click(table.getByRole('link', { name: 'commerce' }));

    expect(Object.fromEntries(addressQuery())).toEqual({
      tab: 'entities',
      group: 'group:default/commerce',
    });
  });

  it('leads from the worst check to the entities of the group that fail it', async () => {
    await renderPages(address);
    const table = await findTable(/Group/);
    const row = within(table.getByRole('row', { name: /engineering/ }));

    const [, worst] = row.getAllByRole('link');
    await userEvent.click(worst);

    expect(addressQuery().get('group')).toBe('group:default/engineering');
    expect(addressQuery().get('check')).toMatch(/^check-\d+:fail$/);
  });

  it('sums by what is chosen, since when is chosen, and keeps both in the address', async () => {
    const { requests } = await renderPages(address);
    await findTable(/Group/);

    await choose('Sum by', 'Lifecycle');
    const table = await findTable(/Lifecycle/);
    expect(table.getByRole('link', { name: 'production' })).toBeInTheDocument();
    await choose('Change since', '90 days ago');

    expect(Object.fromEntries(addressQuery())).toEqual({
      by: 'lifecycle',
      since: '90',
    });
    const asked = requests.filter(url => url.pathname.endsWith('/rollup'));
    const { by, since } = Object.fromEntries(asked.at(-1)?.searchParams ?? []);
    expect(by).toBe('lifecycle');
    expect(
      Math.round((Date.now() - Date.parse(since)) / 86_400_000),
    ).toBeGreaterThanOrEqual(90);
  });

  it('orders by a column, siblings among themselves', async () => {
    await renderPages(`${address}?order=-entities`);
    const table = await findTable(/Group/);
    const header = table.getByRole('columnheader', { name: 'Entities' });
    expect(header).toHaveAttribute('aria-sort', 'descending');

    await userEvent.click(within(header).getByRole('button'));

    expect(addressQuery().get('order')).toBe('entities');
    expect(header).toHaveAttribute('aria-sort', 'ascending');
  });

  it('says so when there is nothing to sum by', async () => {
    await renderPages(`${address}?by=domain`);

    expect(
      await screen.findByText('Nothing to sum by Domain'),
    ).toBeInTheDocument();
  });

  it('says which permission is missing', async () => {
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith('/rollup')
          ? failure(403, 'NotAllowedError', 'no')
          : undefined,
    });

    expect(
      await screen.findByText(/scorecards\.verdict\.read/),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith('/rollup')
          ? failure(500, 'Error', 'away')
          : undefined,
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The sums could not be read',
    );
  });
});
