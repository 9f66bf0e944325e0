import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  breakDown,
  forbid,
  pending,
  refuse,
  type FakeAnswers,
} from '../../__testUtils__/fakeApi';
import { sealedExample, subtle } from '../../__testUtils__/proofs';
import { detailOf, someRecord, someRow } from '../../__testUtils__/records';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { RecordPanel } from './RecordPanel';

const hostile = '"><img src=x onerror=alert(1)>';
const none = { correlation: [], entities: [] };

function open(
  record: Partial<AuditRecord> = {},
  more: FakeAnswers = {},
  onOpen = jest.fn(),
) {
  return renderAudit(
    <div>
      <RecordPanel seq={1_000} older={999} onOpen={onOpen} />
    </div>,
    {
      answers: {
        getRecord: () => detailOf(someRecord(record)),
        getRelated: () => none,
        ...more,
      },
    },
  );
}

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('RecordPanel', () => {
  it('shows the chain of actors from the person to the plugin', async () => {
    await open({
      actors: [
        { type: 'user', ref: 'user:default/dana' },
        { type: 'agent', ref: 'agent:claude' },
        { type: 'plugin', ref: 'plugin:scaffolder' },
      ],
    });

    const chain = await section('Who');
    expect(
      chain.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('dana'),
      expect.stringContaining('claude'),
      expect.stringContaining('scaffolder'),
    ]);
  });

  it('shows what was asked, with every value as text', async () => {
    await open({ meta: { note: hostile, nested: { a: [1] } } });

    const asked = await section('What was asked');
    expect(asked.getByText('POST /api/scaffolder/v2/tasks')).toBeVisible();
    expect(asked.getByText('10.1.2.3')).toBeVisible();
    expect(asked.getByText(hostile)).toBeVisible();
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it('says what was taken out and what was cut', async () => {
    await open({ redacted: ['/meta/token'], truncated: ['/meta/log'] });

    expect(
      await screen.findByText(/Taken out .*: \/meta\/token/),
    ).toBeVisible();
    expect(screen.getByText(/cut: \/meta\/log/)).toBeVisible();
  });

  it('shows before and after, field by field', async () => {
    await open({
      change: {
        before: { owner: 'a', same: 1 },
        after: { owner: 'b', same: 1, tier: 2 },
      },
    });

    const table = await screen.findByRole('table', {
      name: 'Values before and after',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual(['/ownerab', '/tier2']);
    expect(within(rows[0]).getByLabelText('changed')).toBeInTheDocument();
    expect(within(rows[1]).getByLabelText('added')).toBeInTheDocument();
  });

  it('shows what went wrong', async () => {
    await open({
      outcome: 'failed',
      error: { name: 'ConflictError', message: 'guard "freeze"' },
    });

    const wrong = await section('What went wrong');
    expect(wrong.getByText(/guard "freeze"/)).toBeVisible();
  });

  it('shows what is hashed, not what the answer says beside it', async () => {
    const record = someRecord({ event: 'true-event', action: undefined });
    await open(
      {},
      {
        getRecord: () =>
          detailOf(record, {
            record: { ...record, event: 'forged-event' } as never,
          }),
      },
    );

    expect(
      await screen.findByRole('heading', { name: 'True event' }),
    ).toBeVisible();
  });

  it('tells the story around it, oldest first, and leads to each', async () => {
    const onOpen = jest.fn();
    await open(
      {},
      {
        getRelated: () => ({
          correlation: [
            someRow({ seq: 1_001, action: 'execution' }),
            someRow({ seq: 1_000 }),
            someRow({ seq: 990, action: 'dry-run' }),
          ],
          entities: [],
        }),
      },
      onOpen,
    );

    const related = await section('Around it');
    const items = await related.findAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringContaining('Try out template'),
      expect.stringContaining('this record'),
      expect.stringContaining('Carry out template'),
    ]);
    await userEvent.click(
      related.getByRole('button', { name: /Carry out template/ }),
    );
    expect(onOpen).toHaveBeenCalledWith(1_001);
  });

  it('says that nothing else belongs to it', async () => {
    await open();
    expect(
      await screen.findByText('No other record belongs to it.'),
    ).toBeVisible();
  });

  it('leads to the older record only, where it is the newest', async () => {
    const onOpen = jest.fn();
    await open({}, {}, onOpen);

    expect(
      await screen.findByRole('button', { name: /Newer record/ }),
    ).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: /Older record/ }));
    expect(onOpen).toHaveBeenCalledWith(999);
  });

  it('copies a link that shows it whatever is filtered', async () => {
    const writeText = jest.fn();
    Object.defineProperty(window.navigator, 'clipboard', {
      value: { writeText },
      configurable: true,
    });
    await open();

    await userEvent.click(
      await screen.findByRole('button', { name: 'Copy link' }),
    );

    expect(writeText).toHaveBeenCalledWith(
      expect.stringMatching(/\/audit\?when=all&record=1000$/),
    );
  });

  it.each([
    [
      'is loading',
      pending,
      () => screen.findByRole('status', { name: 'Loading' }),
    ],
    [
      'failed',
      breakDown,
      () => screen.findByText('The record could not be read'),
    ],
    ['is forbidden', forbid, () => screen.findByText(/"audit.record.read"/)],
    [
      'is gone',
      () => refuse(404, { name: 'NotFoundError', message: 'no' }),
      () => screen.findByText(/There is no record 1,000/),
    ],
  ] as const)('says that it %s', async (_, getRecord, find) => {
    await open({}, { getRecord });
    expect(await find()).toBeVisible();
  });
});

describe('the proof', () => {
  const { record, proof } = sealedExample(5, 3);

  beforeEach(() => {
    Object.defineProperty(globalThis.crypto, 'subtle', {
      value: subtle,
      configurable: true,
    });
  });

  const openSealed = (getProof: FakeAnswers['getProof']) =>
    open(
      {},
      {
        getRecord: () => detailOf(record, { block: proof.block }),
        getProof,
      },
    );

  it('waits for the seal', async () => {
    await open();
    expect(await screen.findByText(/Not sealed yet/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Verify here' })).toBeNull();
  });

  it('is checked in the browser, step by step', async () => {
    await openSealed(() => proof);
    expect(await screen.findByText(/Sealed in block 7, 4 of 5/)).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Verify here' }));

    expect(await screen.findByText(/Proved in this browser/)).toBeVisible();
    expect(
      screen.getByText(/The signature of the block is right: holds/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Path to/ }));
    expect(screen.getByText(proof.path[0])).toBeVisible();
  });

  it('does not hold for an edited record', async () => {
    const body = proof.body.replace('payments-api', 'other-thing');
    await open(
      {},
      {
        getRecord: () => ({
          ...detailOf(record, { block: proof.block }),
          body,
        }),
        getProof: () => ({ ...proof, body }),
      },
    );

    await userEvent.click(
      await screen.findByRole('button', { name: 'Verify here' }),
    );

    expect(await screen.findByText(/The proof does not hold/)).toBeVisible();
    expect(
      screen.getByText(/leads to the root of the block: does not hold/),
    ).toBeVisible();
  });

  it('says that it could not be fetched', async () => {
    await openSealed(breakDown);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Verify here' }),
    );

    expect(
      await screen.findByText('The proof could not be fetched'),
    ).toBeVisible();
  });
});
