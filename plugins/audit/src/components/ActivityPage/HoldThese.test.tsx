import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { breakDown, type FakeAnswers } from '../../__testUtils__/fakeApi';
import { someHistogram, someHold } from '../../__testUtils__/records';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { HoldThese } from './HoldThese';

const query = {
  entity: ['component:default/ledger'],
  noise: 'true',
  from: '2026-03-01T00:00:00.000Z',
};

async function open(answers: FakeAnswers = {}) {
  const { api } = await renderAudit(<HoldThese query={query} />, {
    answers: {
      getHistogram: () => someHistogram,
      createHold: ({ body }) => someHold({ ...body }),
      ...answers,
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Hold' }));
  return { api, dialog: within(await screen.findByRole('dialog')) };
}

describe('HoldThese', () => {
  it('shows the filter of the page in words, and how many records that are', async () => {
    const { api, dialog } = await open();

    const kept = within(dialog.getByRole('list', { name: 'What it keeps' }));
    expect(kept.getByText('On: component:ledger')).toBeVisible();
    expect(kept.getByText(/^From: .*2026/)).toBeVisible();
    expect(await dialog.findByText(/^230 records up to now/)).toBeVisible();
    expect(
      dialog.getByText(/New records that match are kept, too/),
    ).toBeVisible();
    expect(api.calls).toContainEqual({
      id: 'getHistogram',
      input: { query: { ...query, buckets: 2 } },
    });
  });

  it('asks for a title, and holds them', async () => {
    const { api, dialog } = await open();

    await userEvent.type(dialog.getByLabelText(/^Title/), ' Case 7 {Enter}');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const { noise: _, ...filter } = query;
    expect(api.calls.at(-1)).toEqual({
      id: 'createHold',
      input: { body: { title: 'Case 7', filter } },
    });
  });

  it('holds nothing where there is but a blank for a title', async () => {
    const { api, dialog } = await open();

    await userEvent.type(dialog.getByLabelText(/^Title/), '  {Enter}');

    expect(screen.getByRole('dialog')).toBeVisible();
    expect(api.calls.map(({ id }) => id)).not.toContain('createHold');
  });

  it('keeps what was typed where it fails, and says nothing of a count that it does not know', async () => {
    const { dialog } = await open({
      createHold: breakDown,
      getHistogram: breakDown,
    });

    await userEvent.type(dialog.getByLabelText(/^Title/), 'Case 7{Enter}');

    expect(await dialog.findByText('The hold could not be set')).toBeVisible();
    expect(dialog.getByLabelText(/^Title/)).toHaveValue('Case 7');
    expect(dialog.queryByText(/records up to now/)).toBeNull();
  });
});
