import { saveBlob } from '@daytwo/ui-kit';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addressQuery,
  giveElementsSize,
  renderPages,
} from '../../../__testUtils__/pagesRender';
import { failure, fakeData } from '../../../__testUtils__/pagesServer';

jest.mock('@daytwo/ui-kit', () => ({
  ...jest.requireActual('@daytwo/ui-kit'),
  saveBlob: jest.fn(),
}));

const address = '/default/production-readiness?tab=entities';
const focused = () => document.activeElement?.getAttribute('aria-label');

async function findGrid() {
  return screen.findByRole('grid', {
    name: 'Entities against the checks of Production readiness',
  });
}

describe('EntitiesTab', () => {
  beforeEach(() => giveElementsSize());
  afterEach(() => jest.restoreAllMocks());

  it('shows entities against checks, with levels above the checks', async () => {
    await renderPages(address);
    const grid = await findGrid();

    expect(grid).toHaveAttribute('aria-rowcount', '42');
    expect(grid).toHaveAttribute('aria-colcount', '13');
    for (const name of ['Bronze', 'Silver', 'Gold', 'Has a runbook link']) {
      expect(
        within(grid).getByRole('columnheader', { name }),
      ).toBeInTheDocument();
    }
    const row = within(within(grid).getAllByRole('row')[2]);
    expect(row.getAllByRole('gridcell')[0]).toHaveAccessibleName(
      /: Has an owner that exists$/,
    );
    expect(
      within(row.getByRole('rowheader')).getByRole('link'),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(
        /^\/catalog\/default\/component\/.+\/scorecards\?scorecard=/,
      ),
    );
  });

  it('draws only what is in view', async () => {
    await renderPages(address, {
      data: [fakeData({ entities: 1_000, checks: 200 })],
    });
    const grid = await findGrid();

    expect(grid).toHaveAttribute('aria-rowcount', '1002');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(40);
    expect(within(grid).getAllByRole('gridcell').length).toBeLessThan(1_600);
  });

  it('is one stop for Tab, and walks by arrow keys', async () => {
    await renderPages(address, { data: [fakeData({ entities: 400 })] });
    const grid = await findGrid();
    const stops = () => grid.querySelectorAll('[tabindex="0"]');
    expect(stops()).toHaveLength(1);
    (stops()[0] as HTMLElement).focus();

    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toMatch(/: Has an owner that exists$/);
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    expect(focused()).toMatch(/: Has a runbook link$/);
    expect(document.activeElement?.closest('[role=row]')).toHaveAttribute(
      'aria-rowindex',
      '4',
    );
    await userEvent.keyboard('{End}{PageDown}{PageDown}{PageDown}{PageDown}');
    expect(document.activeElement).toHaveAttribute('aria-colindex', '13');
    expect(document.activeElement?.closest('[role=row]')).toHaveAttribute(
      'aria-rowindex',
      '44',
    );
    expect(stops()).toHaveLength(1);
  });

  it('says beside the cell with the focus what it is', async () => {
    await renderPages(address);
    const grid = await findGrid();

    await userEvent.hover(within(grid).getAllByRole('gridcell')[0]);

    const [cell] = within(grid).getAllByRole('gridcell');
    const verdict = cell.getAttribute('aria-label')?.split(':')[0] ?? '';
    expect(
      screen.getByText(verdict, { selector: 'strong' }).parentElement,
    ).toHaveTextContent(/Has an owner that exists/);
  });

  it('opens why with Enter, and gives the focus back on Escape', async () => {
    await renderPages(address);
    const grid = await findGrid();
    const [cell] = within(grid).getAllByRole('gridcell');
    cell.focus();

    await userEvent.keyboard('{Enter}');

    const panel = within(
      await screen.findByRole('complementary', {
        name: 'Why: Has an owner that exists',
      }),
    );
    expect(await panel.findByText('facts.catalog.field0')).toBeInTheDocument();
    expect(
      panel.getByText('Someone must answer when it breaks.'),
    ).toBeInTheDocument();
    expect(addressQuery().get('verdict')).toBe('check-0');
    expect(addressQuery().get('entity')).toMatch(/^component:default\//);

    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    expect(addressQuery().has('entity')).toBe(false);
    expect(cell).toHaveFocus();
  });

  it('opens the verdict of the address', async () => {
    const data = fakeData();
    const { ref } = data.rows[0].entity;
    await renderPages(`${address}&entity=${ref}&verdict=check-1`, {
      data: [data],
    });

    expect(
      await screen.findByRole('complementary', {
        name: 'Why: Has a runbook link',
      }),
    ).toBeInTheDocument();
  });

  it('asks as the address says, and shows what narrows it', async () => {
    const { requests } = await renderPages(
      `${address}&group=group:default/payments&level=none&check=check-0:fail&sort=-name`,
    );
    await findGrid();

    const [asked] = requests.filter(url => url.pathname.endsWith('/entities'));
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      group: 'group:default/payments',
      level: 'none',
      check: 'check-0:fail',
      sort: '-name',
    });
    for (const text of [
      'Group: payments',
      'Level: No level',
      'Check: Has an owner that exists: Fails',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it('narrows by text once typing pauses', async () => {
    const { requests } = await renderPages(address);
    await findGrid();

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search entities' }),
      'ledger',
    );

    await waitFor(() => expect(addressQuery().get('q')).toBe('ledger'));
    expect(await screen.findByText(/ of 40 entities$/)).toBeInTheDocument();
    const asked = requests.filter(url => url.pathname.endsWith('/entities'));
    expect(asked.map(url => url.searchParams.get('q'))).toEqual([
      null,
      'ledger',
    ]);
  });

  it('offers the values that exist, and takes several', async () => {
    await renderPages(address);
    await findGrid();
    await userEvent.click(screen.getByRole('button', { name: 'Filters' }));

    await userEvent.click(screen.getByRole('button', { name: /^Any Type/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'library' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'service' }));

    expect(addressQuery().getAll('type')).toEqual(['library', 'service']);
  });

  it('saves what is filtered as CSV', async () => {
    const { requests } = await renderPages(`${address}&q=ledger`);
    await findGrid();

    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));

    await waitFor(() => expect(saveBlob).toHaveBeenCalled());
    const [blob, name] = jest.mocked(saveBlob).mock.calls[0];
    expect(name).toBe('production-readiness.csv');
    expect(blob.size).toBeGreaterThan(0);
    const asked = requests.find(url => url.pathname.endsWith('/entities.csv'));
    expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({
      q: 'ledger',
      sort: 'score',
    });
  });

  it('clears filters that leave nothing', async () => {
    await renderPages(`${address}&q=nonsense`);
    expect(
      await screen.findByText('No entity matches these filters'),
    ).toBeInTheDocument();

    const [, button] = screen.getAllByRole('button', { name: 'Clear filters' });
    await userEvent.click(button);

    expect(await findGrid()).toBeInTheDocument();
    expect(addressQuery().has('q')).toBe(false);
  });

  it('says so when nothing is measured', async () => {
    await renderPages(address, { data: [fakeData({ entities: 0 })] });

    expect(
      await screen.findByText(/matches what this scorecard applies to/),
    ).toBeInTheDocument();
  });

  it('says which permission is missing', async () => {
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith('/entities')
          ? failure(403, 'NotAllowedError', 'no')
          : undefined,
    });

    expect(
      await screen.findByText(/scorecards\.verdict\.read/),
    ).toBeInTheDocument();
  });

  it('says what failed, and tries again when asked', async () => {
    let fails = true;
    await renderPages(address, {
      intercept: url =>
        fails && url.pathname.endsWith('/entities')
          ? failure(500, 'Error', 'away')
          : undefined,
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The entities could not be read',
    );

    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await findGrid()).toBeInTheDocument();
  });
});
