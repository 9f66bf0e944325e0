import type { StorageApi } from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  listOf,
  someHistogram,
  someRow,
  someStatus,
} from '../../../__testUtils__/records';
import {
  addressQuery,
  giveElementsSize,
  renderAudit,
  type RenderOptions,
} from '../../../__testUtils__/renderAudit';
import { ActivityPage } from '../ActivityPage';

const open = (options: RenderOptions) =>
  renderAudit(<ActivityPage />, {
    ...options,
    answers: {
      listRecords: () => listOf([someRow({ seq: 1_000 })]),
      getHistogram: () => someHistogram,
      getStatus: () => someStatus,
    },
  });

async function choose(button: string, item: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

async function saveAs(name: string) {
  await choose('Views', 'Save view');
  const dialog = await screen.findByRole('dialog', { name: 'Save view' });
  await userEvent.type(within(dialog).getByLabelText(/Name/), name);
  return within(dialog);
}

const gone = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

const BUCKET = 'daytwo-audit';

async function stored(...views: Array<{ name: string; query: string }>) {
  const storage = mockApis.storage();
  await storage.forBucket(BUCKET).set('views', views);
  return storage;
}

const kept = (storage: StorageApi) =>
  storage.forBucket(BUCKET).snapshot('views').value;

describe('ViewsMenu', () => {
  beforeEach(() => giveElementsSize());

  it('says that there is none yet', async () => {
    await open({ storage: mockApis.storage() });
    await userEvent.click(await screen.findByRole('button', { name: 'Views' }));
    expect(
      await screen.findByRole('menuitem', { name: 'None is saved yet' }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  it('saves none as long as it does not know of those there are', async () => {
    const storage = mockApis.storage();
    jest
      .spyOn(storage.forBucket(BUCKET), 'snapshot')
      .mockReturnValue({ key: 'views', presence: 'unknown', value: undefined });
    await open({ storage });
    await userEvent.click(await screen.findByRole('button', { name: 'Views' }));
    for (const name of ['They are not read yet', 'Save view']) {
      expect(await screen.findByRole('menuitem', { name })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
    }
  });

  it('saves what the page shows and brings it back', async () => {
    const storage = mockApis.storage();
    await open({ storage, path: '/?outcome=denied&q=ledger&when=24h' });
    const dialog = await saveAs('Denied on the ledger');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await gone();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Denied on the ledger' }),
      ).toHaveFocus(),
    );
    expect(kept(storage)).toEqual([
      {
        name: 'Denied on the ledger',
        query: 'outcome=denied&q=ledger&when=24h',
      },
    ]);

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await choose('Views', 'Denied on the ledger');
    expect(addressQuery().toString()).toBe('outcome=denied&q=ledger&when=24h');
    expect(
      await screen.findByRole('button', { name: 'Denied on the ledger' }),
    ).toBeVisible();
  });

  it('removes the one that is shown', async () => {
    const storage = await stored(
      { name: 'Denied', query: 'outcome=denied&when=7d' },
      { name: 'Failed', query: 'outcome=failed&when=7d' },
    );
    await open({ storage, path: '/?outcome=denied' });
    await choose('Denied', 'Remove "Denied"');
    await screen.findByRole('button', { name: 'Views' });
    expect(kept(storage)).toMatchObject([{ name: 'Failed' }]);
  });

  it('says that a name is taken, and stays where saving fails', async () => {
    const storage = await stored({
      name: 'Mine',
      query: 'outcome=denied&when=7d',
    });
    jest
      .spyOn(storage.forBucket(BUCKET), 'set')
      .mockRejectedValueOnce(new Error('the settings are away'));
    await open({ storage });
    const dialog = await saveAs('Mine');
    expect(dialog.getByText(/it is replaced/)).toBeVisible();

    await userEvent.keyboard('{Enter}');
    expect(await dialog.findByText(/the settings are away/)).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await gone();
    expect(kept(storage)).toEqual([{ name: 'Mine', query: 'when=7d' }]);
  });
});
