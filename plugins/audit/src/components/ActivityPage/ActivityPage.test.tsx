import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  absent,
  breakDown,
  forbid,
  pending,
  type FakeAnswers,
} from '../../__testUtils__/fakeApi';
import {
  detailOf,
  listOf,
  someHistogram,
  someRecord,
  someRow,
  someStatus,
} from '../../__testUtils__/records';
import {
  addressQuery,
  giveElementsSize,
  renderAudit,
  type RenderOptions,
} from '../../__testUtils__/renderAudit';
import { ActivityPage } from './ActivityPage';

const hostile = '<script>alert(1)</script>';

const rows = [
  someRow({ seq: 1_000, outcome: 'denied', summary: 'Scale ledger' }),
  someRow({
    seq: 999,
    plugin: 'catalog',
    event: 'entity-mutate',
    action: 'delete',
    severity: 'critical',
    sealed: false,
  }),
  someRow({
    seq: 998,
    plugin: 'mcp-actions',
    event: 'tool-execution',
    action: undefined,
    actors: [
      { type: 'user', ref: 'user:default/dana' },
      { type: 'agent', ref: 'agent:claude' },
      { type: 'plugin', ref: 'plugin:mcp-actions' },
    ],
    entities: ['component:default/a', 'component:default/b', 'not a ref'],
  }),
];

const answers: FakeAnswers = {
  listRecords: () => listOf(rows),
  getHistogram: () => someHistogram,
  getStatus: () => someStatus,
  getRecord: ({ params }) => detailOf(someRecord({ seq: params?.seq })),
  getRelated: () => ({ correlation: [], entities: [] }),
  suggest: () => ({ items: ['user:default/dana', 'user:default/ada'] }),
};

const open = (options: RenderOptions = {}) =>
  renderAudit(<ActivityPage />, {
    ...options,
    answers: { ...answers, ...options.answers },
  });

async function findRow(name: RegExp) {
  return screen.findByRole('row', { name });
}

describe('ActivityPage', () => {
  beforeEach(() => giveElementsSize());

  it('shows who did what on what and how it ended', async () => {
    await open();

    const row = await findRow(/Run template/);
    expect(within(row).getByText('scaffolder · Scale ledger')).toBeVisible();
    expect(within(row).getByText('Denied')).toBeVisible();
    expect(within(row).getByText('14 sec')).toBeVisible();
    expect(within(row).getByText('Sealed')).toBeInTheDocument();
    expect(within(row).getByRole('link', { name: /dana/i })).toHaveAttribute(
      'href',
      '/catalog/default/user/dana',
    );
  });

  it('names the agent between person and plugin, and counts further entities', async () => {
    await open();

    const row = await findRow(/Run MCP tool/);
    expect(within(row).getByText('Agent')).toBeInTheDocument();
    expect(within(row).getByText('claude')).toBeVisible();
    expect(within(row).getByText('and 2 more')).toBeVisible();
  });

  it('marks what is critical, and what is not sealed yet', async () => {
    await open({
      answers: {
        getStatus: () => ({
          ...someStatus,
          seal: { ...someStatus.seal, lastSealedSeq: 998 },
        }),
      },
    });

    const row = await findRow(/Delete entity/);
    expect(within(row).getByText('Critical severity')).toBeInTheDocument();
    expect(within(row).getByText('Not sealed yet')).toBeInTheDocument();
  });

  it('asks with the filter of the address', async () => {
    const { api } = await open({
      path: '/?actor=user:default/dana&outcome=denied&outcome=failed&q=ledger&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z',
    });
    await findRow(/Run template/);

    const filter = {
      actor: ['user:default/dana'],
      outcome: ['denied', 'failed'],
      q: 'ledger',
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-02T00:00:00.000Z',
    };
    const asked = (id: string) => api.calls.find(call => call.id === id)?.input;
    expect(asked('listRecords')?.query).toMatchObject(filter);
    expect(asked('getHistogram')?.query).toMatchObject(filter);
  });

  it('keeps what is searched for in the address', async () => {
    const { api } = await open();
    await findRow(/Run template/);

    await userEvent.type(screen.getByLabelText('Search'), 'ledger');

    await waitFor(() => expect(addressQuery().get('q')).toBe('ledger'));
    await waitFor(() =>
      expect(
        api.calls.some(({ input }) => (input.query as { q?: string })?.q),
      ).toBe(true),
    );
  });

  it('offers people as they are suggested, and keeps the choice in the address', async () => {
    await open();
    await findRow(/Run template/);

    await userEvent.click(screen.getByRole('button', { name: /Who/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'ada' }));

    expect(addressQuery().getAll('actor')).toEqual(['user:default/ada']);
  });

  it('takes a condition away, and all of them', async () => {
    await open({ path: '/?outcome=denied&plugin=catalog&record=1000' });
    const conditions = await screen.findByRole('grid', {
      name: 'What narrows the records',
    });
    const denied = within(conditions).getByRole('row', {
      name: 'Outcome: Denied',
    });

    await userEvent.click(within(denied).getByRole('button'));
    expect(addressQuery().getAll('outcome')).toEqual([]);
    expect(addressQuery().getAll('plugin')).toEqual(['catalog']);

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(addressQuery().getAll('plugin')).toEqual([]);
    expect(addressQuery().get('record')).toBe('1000');
  });

  it('shows hostile text as text', async () => {
    await open({
      answers: {
        listRecords: () =>
          listOf([
            someRow({
              seq: 1,
              plugin: hostile,
              event: hostile,
              action: undefined,
              summary: hostile,
              actors: [{ type: 'user', ref: hostile }],
              entities: [hostile, '__proto__', 'a:b/c/d'],
            }),
          ]),
      },
    });

    expect((await screen.findAllByText(/<script>/)).length).toBeGreaterThan(2);
    expect(document.querySelector('script')).toBeNull();
  });

  it('is loading with shapes, not with an empty page', async () => {
    await open({
      answers: { listRecords: pending, getHistogram: pending },
    });

    expect(
      (await screen.findAllByRole('status', { name: 'Loading' })).length,
    ).toBe(2);
  });

  it('says that nothing matches, and how to see more', async () => {
    await open({ answers: { listRecords: () => listOf([]) } });

    expect(await screen.findByText('No record matches')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all records' }),
    );
    expect(addressQuery().get('when')).toBe('all');
    expect(await screen.findByText('Nothing was recorded yet')).toBeVisible();
  });

  it('says what failed, and tries again', async () => {
    const { api } = await open({ answers: { listRecords: breakDown } });
    expect(
      await screen.findByText('The records could not be read'),
    ).toBeVisible();

    api.answers = answers;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await findRow(/Run template/)).toBeVisible();
  });

  it('says which permission is missing', async () => {
    await open({
      answers: { listRecords: forbid, getHistogram: forbid, getStatus: forbid },
    });

    expect(await screen.findByText(/"audit.record.read"/)).toBeVisible();
  });

  it('says where the backend has no audit log', async () => {
    await open({
      answers: {
        listRecords: absent,
        getHistogram: absent,
        getStatus: absent,
      },
    });

    expect(
      await screen.findByText('Not installed in the backend'),
    ).toBeVisible();
  });

  it.each([
    ['refused', forbid],
    ['not there', absent],
  ])('is asked for no longer where it is %s', async (_, answer) => {
    jest.useFakeTimers();
    const { api, signal } = await open({
      answers: {
        listRecords: answer,
        getHistogram: answer,
        getStatus: answer,
      },
    });
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    const before = api.calls.length;

    act(() => signal({ lastSeq: 2_000 }));
    await act(() => jest.advanceTimersByTimeAsync(120_000));
    jest.useRealTimers();

    expect(api.calls).toHaveLength(before);
  });

  it('says that only a part is shown', async () => {
    await open({
      answers: { listRecords: () => listOf(rows, { restricted: true }) },
    });

    expect(await screen.findByText('You see a part of the log')).toBeVisible();
  });

  it.each([
    ['bypassed', 'What plugins do is not recorded'],
    ['spooling', 'The log cannot be written just now'],
    ['blocked', 'Actions wait, as they cannot be recorded'],
  ] as const)('warns where capture is %s', async (state, title) => {
    const capture = { state, message: 'because', spooled: 3, waiting: 3 };
    await open({ answers: { getStatus: () => ({ ...someStatus, capture }) } });

    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(/because/)).toBeVisible();
  });

  it('warns where the seal has a problem', async () => {
    const seal = { ...someStatus.seal, problem: 'Block 12 has another hash' };
    await open({ answers: { getStatus: () => ({ ...someStatus, seal }) } });

    expect(await screen.findByText('Block 12 has another hash')).toBeVisible();
    expect(screen.getByRole('link', { name: 'See the seal' })).toHaveAttribute(
      'href',
      '/audit/seal',
    );
  });
});

describe('new records', () => {
  beforeEach(() => giveElementsSize());

  it('appear when a signal tells of them', async () => {
    const { api, signal } = await open();
    await findRow(/Run template/);

    const fresh = someRow({
      seq: 1_001,
      event: 'thing-done',
      action: undefined,
    });
    api.answers = { ...answers, listRecords: () => listOf([fresh, ...rows]) };
    act(() => signal({ lastSeq: 1_001 }));

    expect(await findRow(/Thing done/)).toBeVisible();
  });

  it('wait above while a record is open', async () => {
    const { api, signal } = await open({ path: '/?record=999' });
    await findRow(/Run template/);

    const fresh = someRow({
      seq: 1_001,
      event: 'thing-done',
      action: undefined,
    });
    api.answers = { ...answers, listRecords: () => listOf([fresh, ...rows]) };
    act(() => signal({ lastSeq: 1_001 }));

    expect(
      await screen.findByRole('button', { name: '1 new record' }),
    ).toBeVisible();
  });

  it('are not asked for when live is off, or when the time is past', async () => {
    const { api, signal } = await open({ path: '/?live=off' });
    await findRow(/Run template/);
    const before = api.calls.length;

    act(() => signal({ lastSeq: 1_001 }));

    expect(api.calls).toHaveLength(before);
  });

  it('are asked for where the end of the time is still to come', async () => {
    const to = new Date(Date.now() + 3_600_000).toISOString();
    await open({ path: `/?to=${to}` });

    expect(await screen.findByRole('button', { name: /^Live/ })).toBeEnabled();
  });

  it('can be turned off, which the address keeps', async () => {
    await open();
    await userEvent.click(await screen.findByRole('button', { name: /^Live/ }));

    expect(addressQuery().get('live')).toBe('off');
  });
});

describe('the list', () => {
  beforeEach(() => giveElementsSize());

  const many = Array.from({ length: 60 }, (_, n) =>
    someRow({ seq: 1_000 - n }),
  );
  const list = () => screen.getByRole('grid', { name: /newest first/ });

  it('begins at the top for another question', async () => {
    await open({ answers: { listRecords: () => listOf(many) } });
    await screen.findAllByRole('row', { name: /Run template/ });
    const grid = list();
    grid.scrollTop = 1_500;

    await userEvent.click(screen.getByRole('button', { name: /Outcome/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Denied' }),
    );

    await waitFor(() => expect(grid.scrollTop).toBe(0));
  });

  it('begins with the record that the address names', async () => {
    await open({
      path: '/?record=960',
      answers: { ...answers, listRecords: () => listOf(many) },
    });
    await screen.findAllByRole('row', { name: /Run template/ });

    await waitFor(() => expect(list().scrollTop).toBeGreaterThan(1_000));
  });

  it('comes back by the way back when a record was opened', async () => {
    await open({ path: '/?when=all' });
    await userEvent.click(await findRow(/Run template/));
    expect(addressQuery().get('record')).toBe('1000');

    await userEvent.click(screen.getByRole('button', { name: 'Way back' }));

    expect(addressQuery().get('record')).toBeNull();
    expect(addressQuery().get('when')).toBe('all');
  });
});

describe('the list by keyboard', () => {
  beforeEach(() => giveElementsSize());

  it('moves by arrow keys, opens with Enter, follows, and closes with Escape', async () => {
    await open();
    const row = await findRow(/Run template/);

    act(() => row.focus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('data-seq', '999'),
    );
    expect(addressQuery().get('record')).toBeNull();

    await userEvent.keyboard('{Enter}');
    expect(addressQuery().get('record')).toBe('999');
    expect(
      await screen.findByRole('complementary', { name: 'Record 999' }),
    ).toBeVisible();

    await userEvent.keyboard('{End}');
    await waitFor(() => expect(addressQuery().get('record')).toBe('998'));

    await userEvent.keyboard('{Escape}');
    expect(addressQuery().get('record')).toBeNull();
  });

  it('lets only one row into the tab order', async () => {
    await open();
    await findRow(/Run template/);

    const reachable = screen
      .getAllByRole('row')
      .filter(row => row.getAttribute('tabindex') === '0');
    expect(reachable).toHaveLength(1);
  });

  it('leads to the next record with J and K from the panel', async () => {
    await open({ path: '/?record=999' });
    const panel = await screen.findByRole('complementary');
    const close = await within(panel).findByRole('button', { name: 'Close' });

    act(() => close.focus());
    await userEvent.keyboard('j');
    expect(addressQuery().get('record')).toBe('998');
    await userEvent.keyboard('k');
    await userEvent.keyboard('k');
    expect(addressQuery().get('record')).toBe('1000');
  });
});
