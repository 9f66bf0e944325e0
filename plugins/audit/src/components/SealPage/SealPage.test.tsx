import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  breakDown,
  forbid,
  pending,
  type FakeAnswers,
} from '../../__testUtils__/fakeApi';
import { someStatus } from '../../__testUtils__/records';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { SealPage } from './SealPage';

const good = {
  blocks: 500,
  records: 10_000,
  unsealed: 16,
  pruned: 0,
  problems: [],
  tookMs: 1_000,
};

const open = (more: FakeAnswers = {}) =>
  renderAudit(<SealPage />, {
    answers: { getStatus: () => someStatus, verify: () => good, ...more },
  });

const verifyAll = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Verify all' }));

describe('SealPage', () => {
  it('says up to where the log is sealed, and by which keys', async () => {
    await open();

    expect(
      await screen.findByRole('heading', {
        name: 'Every record up to 18,204 is sealed',
      }),
    ).toBeVisible();
    const keys = screen.getByRole('table', { name: 'Keys' });
    expect(within(keys).getByText('0123456789abcdef')).toBeVisible();
    expect(within(keys).getByText('Active')).toBeVisible();
  });

  it('verifies all blocks, some hundred at a time, and sums up', async () => {
    const { api } = await open();

    await verifyAll();

    expect(await screen.findByText('Nothing was changed')).toBeVisible();
    expect(
      screen.getByText(/30,000 records in 1,500 blocks hold/),
    ).toBeVisible();
    expect(screen.getByText(/16 records are not sealed yet/)).toBeVisible();
    expect(
      api.calls.filter(({ id }) => id === 'verify').map(({ input }) => input),
    ).toEqual([
      { body: { fromBlock: 1, toBlock: 500 } },
      { body: { fromBlock: 501, toBlock: 1_000 } },
      { body: { fromBlock: 1_001, toBlock: 1_204 } },
    ]);
  });

  it('shows every problem, and leads to the record', async () => {
    await open({
      verify: ({ body }) => ({
        ...good,
        problems:
          body?.fromBlock === 1
            ? [{ block: 12, seq: 300, message: 'was <b>edited</b>' }]
            : [],
      }),
    });

    await verifyAll();

    expect(await screen.findByText('1 problem found')).toBeVisible();
    expect(screen.getByText('was <b>edited</b>')).toBeVisible();
    expect(screen.getByRole('link', { name: '300' })).toHaveAttribute(
      'href',
      '/audit?when=all&record=300',
    );
    expect(screen.queryByText('Nothing was changed')).toBeNull();
  });

  it('shows how far it is, and can be stopped without a false verdict', async () => {
    let calls = 0;
    await open({
      verify: () => {
        calls += 1;
        return calls === 1 ? good : pending();
      },
    });

    await verifyAll();
    expect(await screen.findByText('Block 500 of 1,204')).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '500');
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));

    expect(screen.queryByText('Nothing was changed')).toBeNull();
  });

  it('says that it could not be verified', async () => {
    await open({ verify: breakDown });
    await verifyAll();

    expect(
      await screen.findByText('The log could not be verified'),
    ).toBeVisible();
  });

  it('shows which systems are told, how far they are, and what is wrong', async () => {
    await open({
      getStatus: () => ({
        ...someStatus,
        streams: [
          { name: 'siem', lag: 1, updatedAt: '2026-03-02T09:00:00Z' },
          {
            name: 'lake',
            lag: 20_000,
            updatedAt: '2026-03-01T09:00:00Z',
            error: 'connect ECONNREFUSED',
          },
        ],
      }),
    });

    const table = await screen.findByRole('table', { name: 'Streams' });
    const [, siem, lake] = within(table).getAllByRole('row');
    expect(within(siem).getByText('Working')).toBeVisible();
    expect(within(siem).getByText('1 record')).toBeVisible();
    expect(within(lake).getByText('Failing')).toBeVisible();
    expect(within(lake).getByText('20,000 records')).toBeVisible();
    expect(within(lake).getByText('connect ECONNREFUSED')).toBeVisible();
  });

  it('rotates the key once it was said what that means', async () => {
    const [key] = someStatus.keys;
    const next = { ...key, id: 'fedcba9876543210', active: false };
    const { api } = await open({
      rotateKey: () => {
        api.answers.getStatus = () => ({ ...someStatus, keys: [key, next] });
        return next;
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Rotate key' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: /^Rotate the key 0123/ }),
    );
    expect(dialog.getByText(/It cannot be undone/)).toBeVisible();
    expect(api.calls.map(({ id }) => id)).not.toContain('rotateKey');

    await userEvent.click(dialog.getByRole('button', { name: 'Rotate key' }));

    const keys = within(screen.getByRole('table', { name: 'Keys' }));
    expect(await keys.findByText('Takes over soon')).toBeVisible();
    expect(screen.getByText(/^Another key takes over/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Rotate key' })).toBeNull();
  });

  it('says why the key could not be rotated', async () => {
    await open({ rotateKey: breakDown });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Rotate key' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Rotate key' }));

    expect(
      await dialog.findByText('The key could not be rotated'),
    ).toBeVisible();
    expect(dialog.getByText(/the database is away/)).toBeVisible();
  });

  it('says where a key of the config is rotated, and until when one signed', async () => {
    const [key] = someStatus.keys;
    const old = {
      ...key,
      id: 'fedcba9876543210',
      active: false,
      since: '2024-01-02T12:00:00.000Z',
      retiredAt: '2025-01-02T12:00:00.000Z',
    };
    await open({
      getStatus: () => ({
        ...someStatus,
        keys: [old, { ...key, source: 'config' }],
      }),
    });

    expect(await screen.findByText(/end of audit.seal.keys/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Rotate key' })).toBeNull();
    const [, row] = screen.getAllByRole('row');
    expect(within(row).getByText('Retired')).toBeVisible();
    expect(row).toHaveTextContent(/2024 to .*2025/);
  });

  it('has nothing to verify before the first block', async () => {
    await open({
      getStatus: () => ({
        ...someStatus,
        seal: { lastBlock: 0, lastSealedSeq: 0, unsealed: 3 },
        keys: [],
      }),
    });

    expect(await screen.findByText('Nothing is sealed yet')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Verify all' })).toBeNull();
    expect(screen.getByText(/There is no key yet/)).toBeVisible();
  });

  it.each([
    [
      'loading',
      pending,
      () => screen.findByRole('status', { name: 'Loading' }),
    ],
    ['failed', breakDown, () => screen.findByText(/could not be read/)],
    ['forbidden', forbid, () => screen.findByText(/"audit.record.read"/)],
  ] as const)('has a state for %s', async (_, getStatus, find) => {
    await open({ getStatus });
    expect(await find()).toBeVisible();
  });
});
