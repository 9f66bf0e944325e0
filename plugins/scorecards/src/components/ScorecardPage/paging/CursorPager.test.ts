import { CursorPager, type LoadPage, type Page } from './CursorPager';

/** Answers when told to, in the order of the questions. */
function pausedLoader() {
  const asked: Array<{
    page: Parameters<LoadPage<number>>[0];
    answer: (page: Page<number>) => void;
    fail: (error: Error) => void;
  }> = [];
  const load: LoadPage<number> = page =>
    new Promise((answer, fail) => asked.push({ page, answer, fail }));
  return { asked, load };
}

const settled = () => new Promise(resolve => setTimeout(resolve));
const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + i);

async function started() {
  const loader = pausedLoader();
  const pager = CursorPager.create(loader.load);
  const leave = pager.subscribe(() => {});
  loader.asked[0].answer({
    items: numbers(0, 100),
    nextCursor: 'c1',
    total: 150,
  });
  await settled();
  return { ...loader, pager, leave };
}

describe('CursorPager', () => {
  it('asks for a small first page once somebody listens', async () => {
    const { asked, pager } = await started();

    expect(asked[0].page).toMatchObject({ cursor: undefined, limit: 100 });
    expect(pager.getState()).toMatchObject({
      loaded: true,
      total: 150,
      hasMore: true,
      busy: false,
    });
  });

  it('adds the next page, and asks for it once only', async () => {
    const { asked, pager } = await started();

    pager.loadMore();
    pager.loadMore();
    expect(asked).toHaveLength(2);
    expect(asked[1].page).toMatchObject({ cursor: 'c1', limit: 500 });
    asked[1].answer({ items: numbers(100, 50) });
    await settled();

    expect(pager.getState()).toMatchObject({ total: 150, hasMore: false });
    expect(pager.getState().rows).toEqual(numbers(0, 150));
  });

  it('keeps the rows when a further page fails, and goes on from there', async () => {
    const { asked, pager } = await started();

    pager.loadMore();
    asked[1].fail(new Error('away'));
    await settled();
    expect(pager.getState().error?.message).toBe('away');
    expect(pager.getState().rows).toHaveLength(100);

    pager.loadMore();
    asked[2].answer({ items: [100] });
    await settled();
    expect(pager.getState().error).toBeUndefined();
    expect(pager.getState().rows).toHaveLength(101);
  });

  it('fetches what is loaded again when something changed, and shows the old rows meanwhile', async () => {
    const { asked, pager } = await started();

    pager.invalidate();
    expect(pager.getState().rows).toHaveLength(100);
    asked[1].answer({ items: [7], total: 1 });
    await settled();

    expect(pager.getState()).toMatchObject({ rows: [7], total: 1 });
  });

  it('says that rows are outdated instead of fetching very many again', async () => {
    const { asked, pager } = await started();
    pager.loadMore();
    asked[1].answer({ items: numbers(100, 1_000), nextCursor: 'c2' });
    await settled();

    pager.invalidate();
    expect(asked).toHaveLength(2);
    expect(pager.getState().outdated).toBe(true);

    pager.reload();
    for (const [index, count] of [500, 500, 100].entries()) {
      asked[2 + index].answer({
        items: numbers(0, count),
        nextCursor: `d${index}`,
      });
      await settled();
    }
    expect(pager.getState()).toMatchObject({ outdated: false, busy: false });
    expect(pager.getState().rows).toHaveLength(1_100);
  });

  it('takes no answer of a question that was given up', async () => {
    const { asked, pager } = await started();

    pager.loadMore();
    pager.reload();
    expect(asked[1].page.signal.aborted).toBe(true);
    asked[1].answer({ items: [999] });
    asked[2].answer({ items: [1], total: 1 });
    await settled();

    expect(pager.getState().rows).toEqual([1]);
  });

  it('gives up when nobody listens any more', async () => {
    const { asked, pager, leave } = await started();

    pager.loadMore();
    leave();

    expect(asked[1].page.signal.aborted).toBe(true);
  });
});
