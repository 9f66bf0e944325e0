import { mockServices } from '@backstage/backend-test-utils';
import type { Presence } from '../log/writers';
import { FakeSink } from './__testUtils__/FakeSink';
import { ManualClock } from './__testUtils__/ManualClock';
import { Heartbeat } from './Heartbeat';

const settle = () => new Promise(setImmediate);

function setUp() {
  const clock = new ManualClock();
  const logger = mockServices.logger.mock();
  const spooled = new Map<string, number>([['me', 0]]);
  const seen = jest.fn<Promise<void>, [readonly Presence[]]>(async () => {});
  const left = jest.fn<Promise<void>, [Presence]>(async () => {});
  const sink = Object.assign(new FakeSink(), { seen, left });
  const heartbeat = Heartbeat.start({
    ...{ sink, clock, logger },
    writer: 'me',
    spools: { byWriter: () => new Map(spooled) },
    timeoutMs: 10_000,
  });
  const advance = async (ms = 30_000) => {
    clock.advance(ms);
    await settle();
  };
  return { heartbeat, clock, logger, spooled, seen, left, advance };
}

describe('Heartbeat', () => {
  it('says at once and every half a minute that the process is there', async () => {
    const { seen, advance } = setUp();
    expect(seen.mock.calls).toEqual([[[{ name: 'me', spooled: 0 }]]]);
    await advance(29_999);
    expect(seen).toHaveBeenCalledTimes(1);
    await advance(1);
    expect(seen).toHaveBeenCalledTimes(2);
  });

  it('says so of those whose spools are there, and when they are done', async () => {
    const { seen, spooled, advance } = setUp();
    await settle();
    spooled.set('gone', 5).set('me', 1);
    await advance();
    spooled.delete('gone');
    spooled.set('me', 0);
    await advance();
    await advance();

    expect(seen.mock.calls.slice(1).map(([all]) => all)).toEqual([
      [
        { name: 'me', spooled: 1 },
        { name: 'gone', spooled: 5 },
      ],
      [
        { name: 'me', spooled: 0 },
        { name: 'gone', spooled: 0 },
      ],
      [{ name: 'me', spooled: 0 }],
    ]);
  });

  it('says so too of those whose spools were there only in between', async () => {
    const { heartbeat, seen, spooled, advance } = setUp();
    await settle();
    spooled.set('gone', 5);
    heartbeat.noteSpools();
    spooled.delete('gone');
    await advance();

    expect(seen.mock.lastCall?.[0]).toContainEqual({
      name: 'gone',
      spooled: 0,
    });
  });

  it('says that it is done again where the database did not hear it', async () => {
    const { seen, spooled, advance } = setUp();
    await settle();
    spooled.set('gone', 5);
    await advance();
    spooled.delete('gone');
    seen.mockRejectedValueOnce(new Error('away'));
    await advance();
    await advance();

    expect(seen.mock.lastCall?.[0]).toContainEqual({
      name: 'gone',
      spooled: 0,
    });
  });

  it('says when the process ends, with what is left on disk, and nothing after', async () => {
    const { heartbeat, seen, left, spooled, advance } = setUp();
    spooled.set('me', 2);
    await heartbeat.stop();
    expect(left.mock.calls).toEqual([[{ name: 'me', spooled: 2 }]]);
    const before = seen.mock.calls.length;
    await advance(300_000);
    expect(seen).toHaveBeenCalledTimes(before);
  });

  it('warns once while it does not work, and leaves outages to others', async () => {
    const { seen, logger, advance } = setUp();
    await settle();
    seen.mockRejectedValue(
      Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
    );
    await advance();
    expect(logger.warn).not.toHaveBeenCalled();
    seen.mockResolvedValueOnce();
    await advance();
    const noTable = new Error('no such table: writers');
    seen.mockRejectedValue(Object.assign(noTable, { code: 'SQLITE_ERROR' }));
    await advance();
    await advance();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('does not pile up where the database hangs, nor keep the process from ending', async () => {
    const { heartbeat, seen, advance } = setUp();
    await settle();
    seen.mockImplementation(() => new Promise(() => {}));
    await advance();
    await advance(300_000);
    expect(seen).toHaveBeenCalledTimes(2);

    const ended = heartbeat.stop();
    await advance(10_000);
    await ended;
    expect(seen).toHaveBeenCalledTimes(2);
  });
});
