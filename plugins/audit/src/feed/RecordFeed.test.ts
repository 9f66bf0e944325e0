import type { RecordList } from '@daytwo/backstage-plugin-audit-common';
import { listOf, someRow, someRows } from '../__testUtils__/records';
import { RecordFeed, type LoadRecords } from './RecordFeed';

/** Answers when told to, in the order of the questions. */
function pausedLoader() {
  const asked: Array<{
    page: Parameters<LoadRecords>[0];
    answer: (list: RecordList) => void;
    fail: (error: Error) => void;
  }> = [];
  const load: LoadRecords = page =>
    new Promise((answer, fail) => asked.push({ page, answer, fail }));
  return { asked, load };
}

const settled = () => new Promise(resolve => setTimeout(resolve));
const seqs = (feed: RecordFeed) => feed.getState().rows.map(({ seq }) => seq);

async function started(
  first = listOf(someRows(500, 100), { nextCursor: 'c' }),
) {
  const loader = pausedLoader();
  const feed = RecordFeed.create(loader.load);
  const leave = feed.subscribe(() => {});
  loader.asked[0].answer(first);
  await settled();
  return { ...loader, feed, leave };
}

describe('RecordFeed', () => {
  it('asks for a small first page once somebody listens', async () => {
    const { asked, feed } = await started();

    expect(asked[0].page.limit).toBe(100);
    expect(asked[0].page.cursor).toBeUndefined();
    expect(feed.getState()).toMatchObject({ loaded: true, hasMore: true });
  });

  it('adds older records, and asks for them once only', async () => {
    const { asked, feed } = await started();

    feed.loadMore();
    feed.loadMore();
    expect(asked).toHaveLength(2);
    expect(asked[1].page).toMatchObject({ cursor: 'c' });
    asked[1].answer(listOf(someRows(400, 50)));
    await settled();

    expect(seqs(feed)).toHaveLength(150);
    expect(feed.getState().hasMore).toBe(false);
  });

  it('puts new records before those that are there, each once', async () => {
    const { asked, feed } = await started();

    feed.tail();
    asked[1].answer(listOf(someRows(503, 100), { nextCursor: 'd' }));
    await settled();

    expect(seqs(feed).slice(0, 5)).toEqual([503, 502, 501, 500, 499]);
    expect(new Set(seqs(feed)).size).toBe(seqs(feed).length);
    expect(seqs(feed).at(-1)).toBe(401);
    feed.loadMore();
    expect(asked[2].page.cursor).toBe('c');
  });

  it('takes what is new of known records, such as their seal', async () => {
    const { asked, feed } = await started(
      listOf([someRow({ seq: 5, sealed: false })]),
    );

    feed.tail();
    asked[1].answer(listOf([someRow({ seq: 5, sealed: true })]));
    await settled();

    expect(feed.getState().rows[0].sealed).toBe(true);
  });

  it('reads on until it meets what it knows', async () => {
    const { asked, feed } = await started();

    feed.tail();
    asked[1].answer(listOf(someRows(650, 100), { nextCursor: 'e' }));
    await settled();
    expect(asked[2].page.cursor).toBe('e');
    asked[2].answer(listOf(someRows(550, 100), { nextCursor: 'f' }));
    await settled();

    expect(seqs(feed)).toEqual(Array.from({ length: 250 }, (_, i) => 650 - i));
  });

  it('starts anew where too much came in between, without a gap', async () => {
    const { asked, feed } = await started();

    feed.tail();
    for (const [index, from] of [5000, 4900, 4800, 4700, 4600].entries()) {
      asked[1 + index].answer(
        listOf(someRows(from, 100), { nextCursor: `n${index}` }),
      );
      await settled();
    }

    expect(seqs(feed)).toEqual(Array.from({ length: 500 }, (_, i) => 5000 - i));
    feed.loadMore();
    expect(asked.at(-1)?.page.cursor).toBe('n4');
  });

  it('does not ask again for what it has seen', async () => {
    const { asked, feed } = await started();

    feed.tailTo(500);
    expect(asked).toHaveLength(1);
    feed.tailTo(501);
    expect(asked).toHaveLength(2);
  });

  it('tails after what is on its way', async () => {
    const { asked, feed } = await started();

    feed.loadMore();
    feed.tail();
    expect(asked).toHaveLength(2);
    asked[1].answer(listOf(someRows(400, 10)));
    await settled();

    expect(asked).toHaveLength(3);
    expect(asked[2].page.cursor).toBeUndefined();
  });

  it('keeps the rows when something fails, and goes on from there', async () => {
    const { asked, feed } = await started();

    feed.tail();
    asked[1].fail(new Error('away'));
    await settled();
    expect(feed.getState()).toMatchObject({ loaded: true, busy: false });
    expect(feed.getState().error?.message).toBe('away');
    expect(seqs(feed)).toHaveLength(100);

    feed.tail();
    asked[2].answer(listOf(someRows(501, 100)));
    await settled();
    expect(feed.getState().error).toBeUndefined();
    expect(seqs(feed)[0]).toBe(501);
  });

  it('gives up when nobody listens any more', async () => {
    const { asked, feed, leave } = await started();

    feed.loadMore();
    leave();

    expect(asked[1].page.signal.aborted).toBe(true);
  });
});
