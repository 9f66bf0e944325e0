import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  addressQuery,
  giveElementsSize,
  renderPages,
} from '../../../__testUtils__/pagesRender';
import { failure } from '../../../__testUtils__/pagesServer';

const address = '/default/production-readiness?tab=movement';

async function findTable(name: string) {
  return within(await screen.findByRole('region', { name }));
}
const changes = 'Changes of verdicts, newest first';

describe('MovementTab', () => {
  beforeEach(() => giveElementsSize());
  afterEach(() => jest.restoreAllMocks());

  it('answers whether more improved than worsened, and splits it by cause', async () => {
    await renderPages(address);

    expect(
      await screen.findByText(/^More improved than worsened: \d+ against \d+/),
    ).toBeInTheDocument();
    const causes = await findTable('Changes by cause');
    expect(
      causes.getByRole('row', { name: /^The rule was edited 20 13/ }),
    ).toBeInTheDocument();
  });

  it('lists changes, and narrows them to a cause that is chosen', async () => {
    const { requests } = await renderPages(address);
    const causes = await findTable('Changes by cause');
    await findTable(changes);

    await userEvent.click(
      causes.getByRole('button', { name: 'A fact changed' }),
    );

    expect(addressQuery().get('cause')).toBe('factChanged');
    const asked = requests.filter(url => url.pathname.endsWith('transitions'));
    expect(asked.map(url => url.searchParams.get('cause'))).toEqual([
      null,
      'factChanged',
    ]);
  });

  it('says what was read when a verdict changed', async () => {
    await renderPages(`${address}&cause=factChanged`);
    const table = await findTable(changes);

    const row = within(table.getAllByRole('row')[1]);
    expect(row.getByText(/^facts\.catalog\.field/)).toBeInTheDocument();
    expect(row.getByText('= 71.4')).toBeInTheDocument();
  });

  it('says that an entity entered as a whole', async () => {
    await renderPages(`${address}&cause=entityEntered`);
    const table = await findTable(changes);

    const row = within(table.getAllByRole('row')[1]);
    expect(row.getByText('Entered')).toBeInTheDocument();
    expect(row.getByText('the whole scorecard')).toBeInTheDocument();
  });

  it('asks for the days that are chosen', async () => {
    const { requests } = await renderPages(`${address}&days=90`);
    await findTable('Changes by cause');

    const asked = requests.find(url => url.pathname.endsWith('/movement'));
    expect(asked?.search).toBe('?days=90');
  });

  it('says so when nothing moved', async () => {
    await renderPages(address, {
      intercept: url => {
        if (url.pathname.endsWith('/movement')) {
          return Response.json({
            from: '',
            to: '',
            causes: [],
            partial: false,
          });
        }
        return url.pathname.endsWith('/transitions')
          ? Response.json({ items: [] })
          : undefined;
      },
    });

    expect(
      await screen.findByText('Nothing moved in this time'),
    ).toBeInTheDocument();
    expect(await screen.findByText('No verdict changed')).toBeInTheDocument();
  });

  it('does not call it movement when entities only entered', async () => {
    const entered = { improved: 0, worsened: 0, other: 24, entities: 24 };
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith('/movement')
          ? Response.json({
              from: '',
              to: '',
              causes: [{ cause: 'entityEntered', ...entered }],
              partial: false,
            })
          : undefined,
    });

    expect(
      await screen.findByText('Nothing improved or worsened, 24 other changes'),
    ).toBeInTheDocument();
  });

  it.each([
    ['/movement', 'The movement could not be read'],
    ['/transitions', 'The changes could not be read'],
  ])('says that %s failed, and shows the rest', async (path, title) => {
    await renderPages(address, {
      intercept: url =>
        url.pathname.endsWith(path) ? failure(500, 'Error', 'away') : undefined,
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(title);
    expect(
      screen.getAllByRole('region', {
        name: /Changes by cause|Changes of verdicts/,
      }),
    ).toHaveLength(1);
  });
});
