import { act, screen } from '@testing-library/react';
import {
  absent,
  breakDown,
  forbid,
  pending,
  type FakeAnswers,
} from '../../__testUtils__/fakeApi';
import { listOf, someRow } from '../../__testUtils__/records';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { MyActivity } from './MyActivity';

const open = (listRecords: FakeAnswers['listRecords']) =>
  renderAudit(<MyActivity />, { answers: { listRecords } });

describe('MyActivity', () => {
  it('shows what happened to my entities, and by whom', async () => {
    const { api } = await open(() => listOf([someRow({ seq: 5 })]));

    expect(
      await screen.findByRole('link', { name: 'Run template' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: /dana/i })).toBeVisible();
    expect(screen.getByText('Of 1 entity that you own')).toBeVisible();
    expect(api.calls[0].input.query).toMatchObject({
      entity: ['component:default/payments-api'],
    });
  });

  it('explains itself to those who own nothing', async () => {
    const { api } = await renderAudit(<MyActivity />, { catalog: [] });

    expect(
      await screen.findByText('You own nothing in the catalog'),
    ).toBeVisible();
    expect(api.calls).toEqual([]);
  });

  it('claims nothing for a guest who is nobody in the catalog', async () => {
    const { api } = await renderAudit(<MyActivity />, {
      ownershipEntityRefs: [],
    });

    expect(
      await screen.findByText('You own nothing in the catalog'),
    ).toBeVisible();
    expect(api.calls).toEqual([]);
  });

  it.each([
    ['refused', forbid, /"audit.record.read"/],
    ['not there', absent, /Not installed in the backend/],
  ])('asks once where the log is %s', async (_, answer, text) => {
    const { api, signal } = await open(answer);
    expect(await screen.findByText(text)).toBeVisible();

    // A refusal is a record, and news itself.
    act(() => signal({ lastSeq: 7 }));

    expect(api.calls).toHaveLength(1);
  });

  it('leaves out who looked at what is written about them', async () => {
    const reading = { plugin: 'audit', event: 'record-read', action: 'list' };
    await open(() =>
      listOf([
        ...Array.from({ length: 9 }, (_, n) =>
          someRow({ seq: 20 - n, ...reading }),
        ),
        someRow({ seq: 5 }),
      ]),
    );

    expect(
      await screen.findByRole('link', { name: 'Run template' }),
    ).toBeVisible();
    expect(screen.queryByText('Read the audit log')).toBeNull();
  });

  it('shows news', async () => {
    const { api, signal } = await open(() => listOf([]));
    await screen.findByText('Nothing happened to what you own');

    api.answers = { listRecords: () => listOf([someRow({ seq: 8 })]) };
    act(() => signal({ lastSeq: 8 }));

    expect(
      await screen.findByRole('link', { name: 'Run template' }),
    ).toBeVisible();
  });

  it.each([
    [
      'empty',
      () => listOf([]),
      () => screen.findByText('Nothing happened to what you own'),
    ],
    [
      'loading',
      pending,
      () => screen.findByRole('status', { name: 'Loading' }),
    ],
    ['failed', breakDown, () => screen.findByText(/could not be read/)],
    ['forbidden', forbid, () => screen.findByText(/"audit.record.read"/)],
  ] as const)('has a state for %s', async (_, answer, find) => {
    await open(answer);
    expect(await find()).toBeVisible();
  });
});
