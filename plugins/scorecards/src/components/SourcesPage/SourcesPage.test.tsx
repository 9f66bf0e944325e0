import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { pending, refuse } from '../../__testUtils__/fakeApi';
import { someSources } from '../../__testUtils__/factExamples';
import { renderPanel } from '../../__testUtils__/renderPanel';
import { SourcesPage } from './SourcesPage';

const answers = { listSources: () => someSources };

async function findSection(name: string) {
  return within(await screen.findByRole('region', { name }));
}

describe('SourcesPage', () => {
  it('answers first how many sources work', async () => {
    await renderPanel(<SourcesPage />, { answers });

    expect(
      await screen.findByText('1 source needs a look'),
    ).toBeInTheDocument();
    expect(screen.getByText('3 sources work')).toBeInTheDocument();
  });

  it('shows health, last run, its error, and numbers of a source that fails', async () => {
    await renderPanel(<SourcesPage />, { answers });

    const scanner = await findSection('Vulnerability scanner');
    expect(scanner.getByText('Failing')).toBeInTheDocument();
    expect(scanner.getByText('took 1 minute')).toBeInTheDocument();
    expect(
      scanner.getByText('412 entities, 0 changed, 412 failed'),
    ).toBeInTheDocument();
    expect(
      scanner.getByText('scanner.example.com answered 503 Service Unavailable'),
    ).toBeInTheDocument();
    expect(scanner.getByText('every 30 minutes')).toBeInTheDocument();
    expect(scanner.getByText('1.1 days')).toBeInTheDocument();
    expect(scanner.getByText(/^312 of 5,000/)).toHaveTextContent(
      /resets in 1[12] minutes/,
    );
    expect(
      scanner.getByRole('link', { name: /payments-api/ }),
    ).toBeInTheDocument();
  });

  it('says that a run goes on, that one has not begun, and how facts come', async () => {
    await renderPanel(<SourcesPage />, { answers });

    const catalog = await findSection('Catalog');
    expect(catalog.getByText('still running')).toBeInTheDocument();
    expect(catalog.getByText('Built in')).toBeInTheDocument();
    const coverage = await findSection('Test coverage');
    expect(coverage.getByText('Pushed to the portal')).toBeInTheDocument();
    expect(coverage.queryByText('Has not run yet')).toBeNull();
    const oncall = await findSection('On-call');
    expect(oncall.getByText('Has not run yet')).toBeInTheDocument();
  });

  it('describes what a source reports', async () => {
    await renderPanel(<SourcesPage />, { answers });
    const scanner = await findSection('Vulnerability scanner');

    await userEvent.click(
      scanner.getByRole('button', { name: 'What it reports' }),
    );

    expect(
      scanner.getByRole('row', {
        name: 'critical integer Open critical findings.',
      }),
    ).toBeInTheDocument();
    await userEvent.click(scanner.getByRole('button', { name: 'Raw schema' }));
    expect(
      scanner.getByRole('region', { name: 'Raw schema' }),
    ).toHaveTextContent('"enum"');
  });

  it('says so where a source does not describe its facts', async () => {
    await renderPanel(<SourcesPage />, { answers });
    const coverage = await findSection('Test coverage');

    await userEvent.click(
      coverage.getByRole('button', { name: 'What it reports' }),
    );

    expect(
      coverage.getByText('This source does not describe its facts.'),
    ).toBeInTheDocument();
  });

  it('shows a skeleton while it is loading', async () => {
    await renderPanel(<SourcesPage />, { answers: { listSources: pending } });

    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it('explains itself where there is no source', async () => {
    await renderPanel(<SourcesPage />, {
      answers: { listSources: () => ({ items: [] }) },
    });

    expect(
      await screen.findByText('No source is installed'),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await renderPanel(<SourcesPage />, {
      answers: {
        listSources: () =>
          refuse(500, { name: 'Error', message: 'the database is away' }),
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The sources could not be read',
    );
  });

  it('says which permission is missing', async () => {
    await renderPanel(<SourcesPage />, {
      answers: {
        listSources: () =>
          refuse(403, { name: 'NotAllowedError', message: 'Unauthorized' }),
      },
    });

    expect(
      await screen.findByText(/permission "scorecards.fact.read"/),
    ).toBeInTheDocument();
  });
});
