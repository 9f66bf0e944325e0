import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LegalHold } from '@daytwo/backstage-plugin-audit-common';
import {
  breakDown,
  forbid,
  pending,
  type FakeAnswers,
} from '../../__testUtils__/fakeApi';
import { someHistogram, someHold } from '../../__testUtils__/records';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { HoldsPage } from './HoldsPage';

const released = someHold({
  id: 'h-0',
  title: 'Inquiry of the bank',
  filter: {},
  releasedBy: 'user:default/priya',
  releasedAt: '2026-03-01T10:00:00.000Z',
});

/** A backend that keeps holds. */
function keeping(...first: LegalHold[]): FakeAnswers {
  const holds = [...first];
  return {
    listHolds: () => ({ items: [...holds] }),
    getHistogram: () => someHistogram,
    createHold: ({ body }) => {
      const hold = someHold({ ...body, id: `h-${holds.length + 1}` });
      holds.unshift(hold);
      return hold;
    },
    releaseHold: ({ params }) => {
      const hold = holds.find(({ id }) => id === params?.id) ?? released;
      return Object.assign(hold, {
        releasedBy: 'user:default/dana',
        releasedAt: '2026-03-02T09:00:00.000Z',
      });
    },
  };
}

const open = (answers: FakeAnswers) => renderAudit(<HoldsPage />, { answers });

const dialogGone = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('HoldsPage', () => {
  it('says how many are in force, and of each what it keeps, for whom, since when', async () => {
    const { api } = await open(keeping(released, someHold()));

    expect(
      await screen.findByRole('heading', { name: '1 hold is in force' }),
    ).toBeVisible();
    const active = within(screen.getByRole('region', { name: 'In force' }));
    expect(active.getByRole('heading', { name: 'Case 2026-17' })).toBeVisible();
    const chips = within(
      active.getByRole('list', { name: 'What it keeps' }),
    ).getAllByRole('listitem');
    expect(chips.map(chip => chip.textContent)).toEqual([
      'Who: casey',
      'Outcome: Denied',
      expect.stringMatching(/^From: .*2026/),
    ]);
    expect(active.getByRole('link', { name: /ada/ })).toBeVisible();
    expect(api.calls[0]).toEqual({
      id: 'listHolds',
      input: { query: { released: 'true' } },
    });
  });

  it('leads to the records of a hold, look-ups included', async () => {
    await open(keeping(someHold({ filter: { plugin: ['catalog'] } })));

    expect(
      await screen.findByRole('link', { name: 'Records of Case 2026-17' }),
    ).toHaveAttribute('href', '/audit?plugin=catalog&noise=true&when=all');
  });

  it('shows those that were released below, by whom, without a way back', async () => {
    await open(keeping(released, someHold()));

    const past = within(
      await screen.findByRole('region', { name: 'Released' }),
    );
    expect(past.getByText('Everything')).toBeVisible();
    expect(past.getByRole('link', { name: /priya/ })).toBeVisible();
    expect(past.queryByRole('button')).toBeNull();
    const sections = screen.getAllByRole('heading', { level: 3 });
    expect(sections.map(heading => heading.textContent)).toEqual([
      'In force',
      'Released',
    ]);
  });

  it('releases a hold once it was said what that means', async () => {
    const { api } = await open(keeping(someHold()));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Release Case 2026-17' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Release "Case 2026-17"?' }),
    );
    expect(dialog.getByText(/cannot be brought back/)).toBeVisible();
    expect(api.calls.map(({ id }) => id)).not.toContain('releaseHold');

    await userEvent.click(dialog.getByRole('button', { name: 'Release hold' }));

    expect(
      await screen.findByRole('heading', { name: 'No hold is in force' }),
    ).toBeVisible();
    expect(screen.getByRole('region', { name: 'Released' })).toBeVisible();
    await waitFor(() =>
      expect(document.activeElement).toHaveTextContent(/^No hold is in force/),
    );
    expect(api.calls).toContainEqual({
      id: 'releaseHold',
      input: { params: { id: 'h-1' } },
    });
  });

  it('stays with the reason where a hold cannot be released', async () => {
    await open({ ...keeping(someHold()), releaseHold: breakDown });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Release Case 2026-17' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Release hold' }),
    );

    const dialog = within(screen.getByRole('dialog'));
    expect(
      await dialog.findByText('The hold could not be released'),
    ).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await dialogGone();
    expect(
      screen.getByRole('heading', { name: '1 hold is in force' }),
    ).toBeVisible();
  });

  it('sets one by keyboard alone, with a filter of its own', async () => {
    const { api } = await open(keeping());
    const button = await screen.findByRole('button', { name: 'New hold' });
    expect(screen.getByText('Nothing was put on hold yet')).toBeVisible();
    act(() => button.focus());
    await userEvent.keyboard('{Enter}');
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Put records on hold' }),
    );
    expect(dialog.getByText(/nothing is pruned any more/)).toBeVisible();
    expect(await dialog.findByText(/^\d+ records up to now/)).toBeVisible();
    const submit = dialog.getByRole('button', { name: 'Put on hold' });
    expect(submit).toBeDisabled();

    await userEvent.type(dialog.getByLabelText(/^Title/), 'Case 9');
    // Enter in the search is no order to hold everything.
    await userEvent.type(dialog.getByLabelText('Search'), 'ledger{Enter}');
    expect(await dialog.findByText('Words: ledger')).toBeVisible();
    expect(api.calls.map(({ id }) => id)).not.toContain('createHold');
    act(() => submit.focus());
    await userEvent.keyboard('{Enter}');

    await dialogGone();
    expect(
      await screen.findByRole('heading', { name: 'Case 9' }),
    ).toBeVisible();
    expect(api.calls).toContainEqual({
      id: 'createHold',
      input: { body: { title: 'Case 9', filter: { q: 'ledger' } } },
    });
  });

  it.each([
    [
      'loading',
      pending,
      () => screen.findByRole('status', { name: 'Loading' }),
    ],
    [
      'failed',
      breakDown,
      () => screen.findByText('The holds could not be read'),
    ],
    ['forbidden', forbid, () => screen.findByText(/"audit.hold.manage"/)],
  ] as const)('has a state for %s', async (_, listHolds, find) => {
    await open({ listHolds });
    expect(await find()).toBeVisible();
    expect(screen.queryByRole('button', { name: 'New hold' })).toBeNull();
  });
});
