import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  breakDown,
  forbid,
  pending,
  type FakeAnswers,
} from '../../__testUtils__/fakeApi';
import { listOf, someRow } from '../../__testUtils__/records';
import {
  dana,
  giveElementsSize,
  renderAudit,
} from '../../__testUtils__/renderAudit';
import { EntityActivityContent, UserActivityCard } from '.';

const listRecords: FakeAnswers['listRecords'] = () =>
  listOf([someRow({ seq: 5, outcome: 'failed', summary: 'Restart' })]);

describe('EntityActivityContent', () => {
  beforeEach(() => giveElementsSize());

  it('shows what happened to the entity, and leads to all of it', async () => {
    const { api } = await renderAudit(<EntityActivityContent />, {
      answers: { listRecords },
    });

    expect(await screen.findByRole('row', { name: /Failed/ })).toBeVisible();
    expect(api.calls[0].input.query).toMatchObject({
      entity: ['component:default/payments-api'],
    });
    expect(
      screen.getByRole('link', { name: 'Search in Audit' }),
    ).toHaveAttribute(
      'href',
      '/audit?entity=component%3Adefault%2Fpayments-api&when=all',
    );
  });

  it('shows what a person did, or what happened to them', async () => {
    const { api } = await renderAudit(<EntityActivityContent />, {
      entity: dana,
      answers: { listRecords },
    });
    await screen.findByRole('row', { name: /Failed/ });
    expect(api.calls[0].input.query).toMatchObject({
      actor: ['user:default/dana'],
    });

    await userEvent.click(
      screen.getByRole('radio', { name: 'Happened to it' }),
    );

    expect(api.calls.at(-1)?.input.query).toMatchObject({
      entity: ['user:default/dana'],
    });
  });

  it.each([
    [
      'empty',
      () => listOf([]),
      () => screen.findByText('Nothing happened to it yet'),
    ],
    [
      'loading',
      pending,
      () => screen.findByRole('status', { name: 'Loading' }),
    ],
    [
      'failed',
      breakDown,
      () => screen.findByText('The activity could not be read'),
    ],
    ['forbidden', forbid, () => screen.findByText(/"audit.record.read"/)],
  ] as const)('has a state for %s', async (_, answer, find) => {
    await renderAudit(<EntityActivityContent />, {
      answers: { listRecords: answer },
    });
    expect(await find()).toBeVisible();
  });
});

describe('UserActivityCard', () => {
  const open = (answer: FakeAnswers['listRecords']) =>
    renderAudit(<UserActivityCard />, {
      entity: dana,
      answers: { listRecords: answer },
    });

  it('shows what the person did last', async () => {
    const { api } = await open(listRecords);

    expect(
      await screen.findByRole('link', { name: 'Run template' }),
    ).toHaveAttribute('href', '/audit?record=5&when=all');
    expect(screen.getByText('Restart')).toBeVisible();
    expect(screen.getByText('Failed')).toBeVisible();
    expect(api.calls[0].input.query).toMatchObject({
      actor: 'user:default/dana',
    });
  });

  it.each([
    ['empty', () => listOf([]), () => screen.findByText(/Nothing is recorded/)],
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
