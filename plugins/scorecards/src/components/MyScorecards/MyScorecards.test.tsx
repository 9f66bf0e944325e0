import { screen, within } from '@testing-library/react';
import { pending, refuse } from '../../__testUtils__/fakeApi';
import { someHome } from '../../__testUtils__/homeExamples';
import { renderPanel } from '../../__testUtils__/renderPanel';
import { MyScorecards } from './MyScorecards';

const answers = { getHome: () => someHome };

async function findSection(name: string) {
  return within(await screen.findByRole('region', { name }));
}

describe('MyScorecards', () => {
  it('shows how my entities stand on each scorecard', async () => {
    await renderPanel(<MyScorecards />, { answers });

    const mine = await findSection('Your 12 entities');
    expect(
      mine.getByRole('link', { name: 'Production readiness' }),
    ).toHaveAttribute('href', '/scorecards/default/production-readiness');
    expect(mine.getByText('71 %')).toBeInTheDocument();
    expect(
      mine.getByRole('img', {
        name: 'Levels: Gold 1, Silver 5, Bronze 4, No level 2',
      }),
    ).toBeInTheDocument();
  });

  it('names the fixes that gain most, with entity, gain and one action each', async () => {
    await renderPanel(<MyScorecards />, { answers });

    const fixes = await findSection('Fixes that gain most');
    const [first] = fixes.getAllByRole('listitem');
    expect(
      within(first).getByRole('link', { name: 'Links a runbook' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/scorecards?scorecard=scorecard%3Adefault%2Fproduction-readiness&check=runbook',
    );
    expect(first).toHaveTextContent('Production readiness, +8 points');
    expect(
      within(first).getByRole('link', { name: 'Playbook: Links a runbook' }),
    ).toBeInTheDocument();
  });

  it('names the entities furthest behind', async () => {
    await renderPanel(<MyScorecards />, { answers });

    const behind = await findSection('Furthest behind');
    const [first] = behind.getAllByRole('listitem');
    expect(
      within(first).getByRole('link', { name: /ledger/ }),
    ).toBeInTheDocument();
    expect(first).toHaveTextContent(
      'Security basics: No critical alert is open',
    );
    expect(first).toHaveTextContent('No level');
  });

  it('says so when there is nothing to mend', async () => {
    await renderPanel(<MyScorecards />, {
      answers: { getHome: () => ({ ...someHome, fixes: [], worst: [] }) },
    });

    expect(
      await screen.findByText('Every check that counts passes.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Nothing is behind.')).toBeInTheDocument();
  });

  it('explains itself to those who own nothing', async () => {
    await renderPanel(<MyScorecards />, {
      answers: {
        getHome: () => ({ entities: 0, scorecards: [], fixes: [], worst: [] }),
      },
    });

    expect(
      await screen.findByText('Nothing of yours is measured'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See all scorecards' }),
    ).toHaveAttribute('href', '/scorecards');
  });

  it('shows a skeleton while it is loading', async () => {
    await renderPanel(<MyScorecards />, { answers: { getHome: pending } });

    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await renderPanel(<MyScorecards />, {
      answers: {
        getHome: () =>
          refuse(500, { name: 'Error', message: 'the database is away' }),
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your scorecards could not be read',
    );
  });

  it('says which permission is missing', async () => {
    await renderPanel(<MyScorecards />, {
      answers: {
        getHome: () =>
          refuse(403, { name: 'NotAllowedError', message: 'Unauthorized' }),
      },
    });

    expect(
      await screen.findByText(/permission "scorecards.verdict.read"/),
    ).toBeInTheDocument();
  });
});
