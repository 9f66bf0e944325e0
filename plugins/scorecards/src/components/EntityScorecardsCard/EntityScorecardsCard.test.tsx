import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { pending, refuse } from '../../__testUtils__/fakeApi';
import {
  productionReadiness,
  scorecardsOf,
} from '../../__testUtils__/productionReadiness';
import { renderPanel } from '../../__testUtils__/renderPanel';
import { securityBasics } from '../../__testUtils__/securityBasics';
import { EntityScorecardsCard } from './EntityScorecardsCard';

const both = () => scorecardsOf(productionReadiness, securityBasics);

describe('EntityScorecardsCard', () => {
  it('shows level, score and change of each scorecard', async () => {
    await renderPanel(<EntityScorecardsCard />, {
      answers: { getEntityScorecards: both },
    });

    const title = await screen.findByRole('link', {
      name: 'Production readiness',
    });
    const row = title.closest('li') as HTMLElement;
    expect(within(row).getByText('Silver')).toBeInTheDocument();
    expect(within(row).getByText('67 %')).toBeInTheDocument();
    expect(
      within(row).getByText('up 9 points since a week ago'),
    ).toBeInTheDocument();
    expect(title).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/scorecards?scorecard=scorecard%3Adefault%2Fproduction-readiness',
    );
    expect(screen.getByText('No level')).toBeInTheDocument();
    expect(screen.getByText(/^as of/)).toBeInTheDocument();
  });

  it('names the three most useful fixes, each with one action', async () => {
    await renderPanel(<EntityScorecardsCard />, {
      answers: { getEntityScorecards: both },
    });

    expect(
      await screen.findByRole('link', { name: 'Playbook: Links a runbook' }),
    ).toHaveAttribute('href', '/catalog/default/playbook/create-runbook');
    expect(
      screen.getByRole('link', { name: /^Open the report: Line coverage/ }),
    ).toHaveAttribute('href', 'https://ci.example.com/coverage');
    expect(
      screen.getByRole('link', { name: /^How to fix: Has a service level/ }),
    ).toHaveAttribute('href', expect.stringContaining('check=slo'));
    expect(screen.queryByText('No critical alert is open')).toBeNull();
  });

  it('says that nothing is to be mended when all passes', async () => {
    await renderPanel(<EntityScorecardsCard />, {
      answers: {
        getEntityScorecards: () =>
          scorecardsOf({ ...productionReadiness, fixes: [] }),
      },
    });

    expect(
      await screen.findByText('Every check that counts passes.'),
    ).toBeInTheDocument();
  });

  it('shows a skeleton while it is loading', async () => {
    await renderPanel(<EntityScorecardsCard />, {
      answers: { getEntityScorecards: pending },
    });

    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('is quiet where no scorecard applies', async () => {
    await renderPanel(<EntityScorecardsCard />, {
      answers: { getEntityScorecards: () => scorecardsOf() },
    });

    expect(
      await screen.findByText(/^A scorecard names the entities/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('is as quiet about an entity that the backend does not know yet', async () => {
    await renderPanel(<EntityScorecardsCard />, {
      answers: {
        getEntityScorecards: () =>
          refuse(404, { name: 'NotFoundError', message: 'no such entity' }),
      },
    });

    expect(
      await screen.findByText(/^A scorecard names the entities/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says so where the backend has no such plugin', async () => {
    await renderPanel(<EntityScorecardsCard />, {
      answers: {
        getEntityScorecards: () =>
          refuse(404, { name: 'Error', message: 'Not Found' }),
      },
    });

    expect(
      await screen.findByText('Not installed in the backend'),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says what failed, and tries again when asked to', async () => {
    const { api } = await renderPanel(<EntityScorecardsCard />, {
      answers: {
        getEntityScorecards: () =>
          refuse(500, { name: 'Error', message: 'the database is away' }),
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Nothing was lost. the database is away',
    );

    api.answers = { getEntityScorecards: both };
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('Silver')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says which permission is missing', async () => {
    await renderPanel(<EntityScorecardsCard />, {
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
