import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { pending, refuse, type FakeAnswers } from '../../__testUtils__/fakeApi';
import {
  productionReadiness,
  scorecardsOf,
} from '../../__testUtils__/productionReadiness';
import { addressQuery, renderPanel } from '../../__testUtils__/renderPanel';
import { securityBasics } from '../../__testUtils__/securityBasics';
import { olderTrail, someTrail } from '../../__testUtils__/trailExamples';
import { EntityScorecardsContent } from './EntityScorecardsContent';

const one: FakeAnswers = {
  getEntityScorecards: () => scorecardsOf(productionReadiness),
  listTransitions: ({ query }) => (query?.cursor ? olderTrail : someTrail),
};
const two: FakeAnswers = {
  ...one,
  getEntityScorecards: () => scorecardsOf(productionReadiness, securityBasics),
};
const coverage = /Line coverage is at least 80 %/;

describe('EntityScorecardsContent', () => {
  it('answers first with level, score, coverage and what is next', async () => {
    await renderPanel(<EntityScorecardsContent />, { answers: one });

    const section = await screen.findByRole('region', {
      name: 'Production readiness',
    });
    expect(within(section).getByText('67 %')).toBeInTheDocument();
    expect(within(section).getByText('4 of 5')).toBeInTheDocument();
    expect(
      within(section).getByText('Gold needs 3 more checks, about 4.5 hours'),
    ).toBeInTheDocument();
    expect(
      within(section).getByRole('img', {
        name: 'Production readiness: from 25 % to 67 % in 11 days',
      }),
    ).toBeInTheDocument();
  });

  it('lists every check by level, what fails first, with verdict, values and since when', async () => {
    await renderPanel(<EntityScorecardsContent />, { answers: one });

    const gold = await screen.findByRole('heading', { name: 'Gold', level: 3 });
    const group = gold.parentElement?.parentElement as HTMLElement;
    const rows = within(group).getAllByRole('listitem');
    expect(
      rows.map(row => within(row).getByRole('button').textContent),
    ).toEqual([
      'FailsLine coverage is at least 80 %',
      'FailsLinks a runbook',
      'UnknownHas a service level objective',
    ]);
    expect(rows[0]).toHaveTextContent(
      'facts.coverage.line= 71.4from coverage2 hours ago',
    );
    expect(rows[0]).toHaveTextContent('Blocks Gold');
    expect(rows[0]).toHaveTextContent(/since/);
    expect(rows[1]).toHaveTextContent('not there');
    expect(rows[2]).toHaveTextContent(
      'prometheus has not answered since 08:40',
    );
  });

  it('marks what does not count', async () => {
    await renderPanel(<EntityScorecardsContent />, { answers: one });

    const draft = await screen.findByRole('button', { name: /SBOM/ });
    expect(draft.closest('li')).toHaveTextContent('Draft, does not count');
    const upcoming = screen.getByRole('button', { name: /Images are signed/ });
    expect(upcoming.closest('li')).toHaveTextContent('Counts from Jan 1, 2099');
  });

  it('opens a check to reason, advice, rule and trail, and writes that into the address', async () => {
    await renderPanel(<EntityScorecardsContent />, { answers: one });

    await userEvent.click(
      await screen.findByRole('button', { name: coverage }),
    );

    expect(
      await screen.findByText(/found out by customers/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Write tests for what/)).toBeInTheDocument();
    expect(screen.getByText('Takes about 4 hours.')).toBeInTheDocument();
    expect(screen.getByText('facts.coverage.line >= 80')).toBeInTheDocument();
    expect(
      await screen.findByText('A fact changed (version 3)'),
    ).toBeInTheDocument();
    expect(addressQuery().getAll('check')).toEqual([
      'scorecard:default/production-readiness/coverage',
    ]);

    await userEvent.click(screen.getByRole('button', { name: coverage }));

    expect(screen.queryByText(/found out by customers/)).toBeNull();
    expect(addressQuery().has('check')).toBe(false);
  });

  it('goes back in the trail page by page', async () => {
    const { api } = await renderPanel(<EntityScorecardsContent />, {
      answers: one,
      query: '?check=scorecard:default/production-readiness/coverage',
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Older' }));

    expect(
      await screen.findByText('The rule was edited (version 1)'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Older' })).toBeNull();
    const asked = api.calls.filter(({ id }) => id === 'listTransitions');
    expect(asked.map(({ input }) => input.query)).toEqual([
      {
        entityRef: 'component:default/payments-api',
        checkId: 'coverage',
        limit: 20,
      },
      expect.objectContaining({ cursor: 'older' }),
    ]);
  });

  it('opens where a link from elsewhere points', async () => {
    await renderPanel(<EntityScorecardsContent />, {
      answers: two,
      query: '?scorecard=scorecard:default/production-readiness&check=coverage',
    });

    expect(
      await screen.findByText(/found out by customers/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Security basics' }),
    ).toBeNull();
  });

  it('narrows to one scorecard and back', async () => {
    await renderPanel(<EntityScorecardsContent />, { answers: two });
    const tile = await screen.findByRole('button', { name: /Security basics/ });

    await userEvent.click(tile);

    expect(tile).toHaveAttribute('aria-pressed', 'true');
    expect(
      screen.queryByRole('region', { name: 'Production readiness' }),
    ).toBeNull();
    expect(addressQuery().get('scorecard')).toBe(
      'scorecard:default/security-basics',
    );

    await userEvent.click(tile);

    expect(
      screen.getByRole('region', { name: 'Production readiness' }),
    ).toBeInTheDocument();
  });

  it('shows only what is to be mended', async () => {
    await renderPanel(<EntityScorecardsContent />, { answers: one });

    await userEvent.click(
      await screen.findByRole('radio', { name: 'To mend' }),
    );

    expect(screen.queryByText('Has documentation')).toBeNull();
    expect(screen.queryByText('Images are signed')).toBeNull();
    expect(screen.getByText('Links a runbook')).toBeInTheDocument();
    expect(addressQuery().get('show')).toBe('open');
  });

  it('says that the definition has errors, that it is older, and what is not evaluated yet', async () => {
    await renderPanel(<EntityScorecardsContent />, { answers: two });

    expect(
      await screen.findByText(/newest definition has errors/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/verdicts are by version 1; version 2/),
    ).toBeInTheDocument();
    const row = screen.getByRole('button', { name: 'Was scanned this week' });
    expect(row.closest('li')).toHaveTextContent('Not evaluated yet');
    expect(screen.getByText('Fair needs 17 more points')).toBeInTheDocument();
  });

  it('says that newer facts wait, and asks again until they are evaluated', async () => {
    jest.useFakeTimers();
    try {
      const { api } = await renderPanel(<EntityScorecardsContent />, {
        answers: {
          getEntityScorecards: () =>
            scorecardsOf({ ...productionReadiness, pending: true }),
        },
      });
      expect(
        await screen.findByText(/newer fact or rule waits/),
      ).toBeInTheDocument();

      api.answers = one;
      await act(() => jest.advanceTimersByTimeAsync(3_000));

      expect(screen.queryByText(/newer fact or rule waits/)).toBeNull();
      await act(() => jest.advanceTimersByTimeAsync(10_000));
      expect(api.calls).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('asks again when a signal names the entity, and not for others', async () => {
    const { api, signal } = await renderPanel(<EntityScorecardsContent />, {
      answers: one,
    });
    await screen.findByText('67 %');

    act(() => signal({ entityRefs: ['component:default/other'] }));
    expect(api.calls).toHaveLength(1);
    api.answers = {
      getEntityScorecards: () =>
        scorecardsOf({ ...productionReadiness, score: 90 }),
    };
    act(() => signal({}));
    // The first signal opened a pause of two seconds.
    expect(
      await screen.findByText('90 %', {}, { timeout: 4_000 }),
    ).toBeInTheDocument();
  });

  it('keeps the last good answer, dated, when asking again fails', async () => {
    const { api, signal } = await renderPanel(<EntityScorecardsContent />, {
      answers: one,
    });
    await screen.findByText('67 %');

    api.answers = {
      getEntityScorecards: () =>
        refuse(500, { name: 'Error', message: 'the database is away' }),
    };
    act(() => signal({}));

    expect(
      await screen.findByText(
        'A newer answer could not be fetched: the database is away',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('67 %')).toBeInTheDocument();
  });

  it('shows a skeleton while it is loading', async () => {
    await renderPanel(<EntityScorecardsContent />, {
      answers: { getEntityScorecards: pending },
    });

    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('explains itself where no scorecard applies', async () => {
    await renderPanel(<EntityScorecardsContent />, {
      answers: { getEntityScorecards: () => scorecardsOf() },
    });

    expect(await screen.findByText('No scorecard applies')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See all scorecards' }),
    ).toHaveAttribute('href', '/scorecards');
  });

  it('says which permission is missing', async () => {
    await renderPanel(<EntityScorecardsContent />, {
      answers: {
        getEntityScorecards: () =>
          refuse(403, { name: 'NotAllowedError', message: 'Unauthorized' }),
      },
    });

    expect(
      await screen.findByText(/permission "scorecards.verdict.read"/),
    ).toBeInTheDocument();
  });
});
