import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { pending, refuse } from '../../__testUtils__/fakeApi';
import { someFacts } from '../../__testUtils__/factExamples';
import { addressQuery, renderPanel } from '../../__testUtils__/renderPanel';
import { FactsPage } from './FactsPage';

const query = '?entity=component:default/payments-api';
const answers = { getEntityFacts: () => someFacts };

function sectionOf(name: string) {
  return within(screen.getByRole('region', { name }));
}

describe('FactsPage', () => {
  it('asks for an entity, and finds one as its name is typed', async () => {
    const { api } = await renderPanel(<FactsPage />, { answers });
    expect(await screen.findByText('Choose an entity')).toBeInTheDocument();
    expect(api.calls).toEqual([]);

    await userEvent.type(screen.getByRole('combobox'), 'paym');
    await userEvent.click(
      await screen.findByRole('option', { name: /payments-api/ }),
    );

    await waitFor(() =>
      expect(addressQuery().get('entity')).toBe(
        'component:default/payments-api',
      ),
    );
    expect(
      await screen.findByRole('region', { name: 'Catalog' }),
    ).toBeInTheDocument();
  });

  it('shows what each source knows, from where, and how fresh', async () => {
    await renderPanel(<FactsPage />, { answers, query });

    await screen.findByRole('region', { name: 'Catalog' });
    const catalog = sectionOf('Catalog');
    expect(catalog.getByText('facts.catalog')).toBeInTheDocument();
    expect(catalog.getByText('Fresh')).toBeInTheDocument();
    expect(catalog.getByText('4 minutes ago')).toBeInTheDocument();
    expect(
      catalog.getByRole('row', { name: 'dependencies.total 4' }),
    ).toBeInTheDocument();
    expect(
      catalog.getByRole('row', {
        name: 'annotations["backstage.io/techdocs-ref"] "dir:."',
      }),
    ).toBeInTheDocument();
  });

  it('says what is stale, what failed, and what was never reported', async () => {
    await renderPanel(<FactsPage />, { answers, query });

    await screen.findByRole('region', { name: 'Catalog' });
    expect(sectionOf('Test coverage').getByText('Stale')).toBeInTheDocument();
    const scanner = sectionOf('Vulnerability scanner');
    expect(scanner.getByText('Last attempt failed')).toBeInTheDocument();
    expect(scanner.getByText(/answered 503/)).toBeInTheDocument();
    expect(
      scanner.getByRole('row', { name: 'critical 3' }),
    ).toBeInTheDocument();
    expect(
      sectionOf('On-call').getByText('Never reported'),
    ).toBeInTheDocument();
  });

  it('opens and copies the raw fact', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await renderPanel(<FactsPage />, { answers, query });
    await screen.findByRole('region', { name: 'Catalog' });
    const coverage = sectionOf('Test coverage');

    await user.click(coverage.getByRole('button', { name: 'Raw fact' }));
    const raw = coverage.getByRole('region', { name: 'Raw fact' });
    expect(raw).toHaveTextContent('"line": 71.4');
    await user.click(coverage.getByRole('button', { name: 'Copy' }));

    expect(JSON.parse(copied.mock.calls[0][0])).toEqual(
      someFacts.items[1].fact,
    );
    expect(await screen.findByText('Copied')).toBeInTheDocument();
  });

  it('leads to the scorecards of the entity and to the sources', async () => {
    await renderPanel(<FactsPage />, { answers, query });

    expect(
      await screen.findByRole('link', { name: 'Its scorecards' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/scorecards',
    );
    expect(
      screen.getByRole('link', { name: 'Sources of facts' }),
    ).toHaveAttribute('href', '/scorecards/sources');
  });

  it('shows a skeleton while it is loading', async () => {
    await renderPanel(<FactsPage />, {
      answers: { getEntityFacts: pending },
      query,
    });

    expect(
      await screen.findByRole('status', { name: 'Loading' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['is nothing', () => ({ entityRef: 'a', items: [] })],
    [
      'is no such entity',
      () => refuse(404, { name: 'NotFoundError', message: 'no entity' }),
    ],
  ])('says that nothing is known where there %s', async (_, answer) => {
    await renderPanel(<FactsPage />, {
      answers: { getEntityFacts: answer },
      query,
    });

    expect(
      await screen.findByText('Nothing is known about this entity'),
    ).toBeInTheDocument();
  });

  it('says what is wrong with an entity that somebody typed into the address', async () => {
    await renderPanel(<FactsPage />, {
      answers: {
        getEntityFacts: () =>
          refuse(400, {
            name: 'InputError',
            message: 'entityRef: "x" is none',
          }),
      },
      query: '?entity=x',
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The facts could not be read',
    );
    expect(screen.getByRole('alert')).toHaveTextContent('"x" is none');
  });

  it('says which permission is missing', async () => {
    await renderPanel(<FactsPage />, {
      answers: {
        getEntityFacts: () =>
          refuse(403, { name: 'NotAllowedError', message: 'Unauthorized' }),
      },
      query,
    });

    expect(
      await screen.findByText(/permission "scorecards.fact.read"/),
    ).toBeInTheDocument();
  });
});
