import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refuse, type FakeAnswers } from '../../__testUtils__/fakeApi';
import {
  productionReadiness,
  scorecardsOf,
} from '../../__testUtils__/productionReadiness';
import { renderPanel } from '../../__testUtils__/renderPanel';
import { EntityScorecardsContent } from './EntityScorecardsContent';

async function refreshWith(answer: FakeAnswers['refreshEntity']) {
  const panel = await renderPanel(<EntityScorecardsContent />, {
    answers: {
      getEntityScorecards: () => scorecardsOf(productionReadiness),
      refreshEntity: answer,
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Refresh' }));
  return panel;
}

describe('refreshing an entity', () => {
  it('says what came of each source, and reads the verdicts again', async () => {
    const { api } = await refreshWith(({ params }) => ({
      entityRef: params?.entityRef ?? '',
      sources: [
        { source: 'catalog', outcome: 'changed' },
        { source: 'coverage', outcome: 'skipped', message: 'is pushed' },
        { source: 'scanner', outcome: 'failed', message: 'answered 503' },
        { source: 'ci', outcome: 'skipped', message: 'is pushed' },
      ],
    }));

    expect(await screen.findByText('Sources were asked')).toBeInTheDocument();
    const outcomes = screen
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(outcomes).toContain('catalog: new facts');
    expect(outcomes).toContain('coverage, ci: not asked (is pushed)');
    expect(outcomes).toContain('scanner: failed (answered 503)');
    expect(api.calls.map(({ id }) => id)).toEqual([
      'getEntityScorecards',
      'refreshEntity',
      'getEntityScorecards',
    ]);

    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByText('Sources were asked')).toBeNull();
  });

  it('says so where no source collects on request', async () => {
    await refreshWith(() => ({ entityRef: 'x', sources: [] }));

    expect(
      await screen.findByText(/No source collects facts/),
    ).toBeInTheDocument();
  });

  it.each([
    [
      'the header',
      { name: 'TooManyRequestsError', message: 'too often' },
      { 'retry-after': '40' },
    ],
    [
      'the body',
      { name: 'TooManyRequestsError', message: 'too often', retryAfter: 40 },
      {},
    ],
  ])('says when to come back, from %s', async (_, error, headers) => {
    await refreshWith(() => refuse(429, error, headers));

    expect(
      await screen.findByText('Refreshed a moment ago'),
    ).toBeInTheDocument();
    expect(screen.getByText(/You can try again/)).toHaveTextContent(
      /in (39|40) seconds/,
    );
  });

  it('says what failed', async () => {
    await refreshWith(() =>
      refuse(500, { name: 'Error', message: 'the database is away' }),
    );

    expect(
      await screen.findByText('The facts could not be refreshed'),
    ).toBeInTheDocument();
    expect(screen.getByText('the database is away')).toBeInTheDocument();
  });
});
