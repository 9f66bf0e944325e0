import { readdir } from 'fs/promises';
import type { LogEntry } from '../log/LogEntry';
import { draftOf } from './entries';
import { Spools } from './spool/Spools';
import { FakeSink } from './__testUtils__/FakeSink';
import {
  cleanUp,
  numbered,
  record,
  settingsWith,
  until,
  writerWith,
} from './__testUtils__/writers';

const allWait = { low: 'wait', medium: 'wait', high: 'wait', critical: 'wait' };

afterEach(cleanUp);

describe('AuditWriter', () => {
  it('puts what waits into one batch, up to 500, and never flushes twice at a time', async () => {
    const maxWaiting = { entries: 5000 };
    const { writer } = writerWith(await settingsWith({ maxWaiting }));
    const sink = new FakeSink();
    sink.gate = () => new Promise(setImmediate);
    writer.attach(sink);
    const ids = numbered('a', 2000);

    await Promise.all(ids.map(id => writer.write(record(id))));

    expect(sink.ids).toEqual(ids);
    expect(sink.sizes).toEqual([500, 500, 500, 500]);
    expect(sink.overlap).toBe(1);
    expect(writer.status()).toEqual({
      state: 'working',
      spooled: 0,
      waiting: 0,
    });
  });

  it('tells its writer only when the batch is committed', async () => {
    const { writer } = writerWith(await settingsWith());
    const sink = new FakeSink();
    let open = () => {};
    sink.gate = () => new Promise<void>(resolve => (open = resolve));
    writer.attach(sink);
    let told = false;

    const written = writer.write(record('a')).then(() => (told = true));
    await until(() => sink.overlap === 1);
    expect(told).toBe(false);
    open();
    await written;
    expect(sink.ids).toEqual(['a']);
  });

  it('flushes what comes while it ends a flush', async () => {
    const { writer } = writerWith(await settingsWith());
    const sink = new FakeSink();
    writer.attach(sink);
    for (const id of numbered('a', 200)) {
      await writer.write(record(id));
    }
    expect(sink.ids).toHaveLength(200);
  });

  it('spools before it is attached, and replays in order', async () => {
    const { writer } = writerWith(await settingsWith());
    const ids = numbered('a', 1200);
    await Promise.all(ids.map(id => writer.write(record(id))));
    expect(writer.status()).toMatchObject({ state: 'spooling', spooled: 1200 });

    const sink = new FakeSink();
    writer.attach(sink);
    await until(() => writer.status().state === 'working');
    expect(sink.ids).toEqual(ids);
  });

  it('spools while the database is away, and stores everything once and in order when it is back', async () => {
    const settings = await settingsWith();
    const { writer, clock } = writerWith(settings);
    const sink = new FakeSink();
    writer.attach(sink);
    await writer.write(record('before'));

    sink.away = true;
    // Ten minutes.
    const away = numbered('away', 3000);
    for (let i = 0; i < away.length; i += 5) {
      const some = away.slice(i, i + 5);
      await Promise.all(some.map(id => writer.write(record(id))));
      clock.advance(1000);
    }
    expect(sink.ids).toEqual(['before']);
    expect(writer.status()).toMatchObject({ state: 'spooling', waiting: 0 });
    expect(writer.status().message).toMatch(/ECONNREFUSED/);

    sink.away = false;
    clock.advance(10_000);
    const late = numbered('late', 100);
    await Promise.all(late.map(id => writer.write(record(id))));
    await until(() => writer.status().state === 'working');
    expect(sink.ids).toEqual(['before', ...away, ...late]);
    expect(sink.notes).toEqual(['outage']);
    // 600 batches were on disk: one by one they would go slower than others come.
    expect(sink.sizes.length).toBeLessThan(20);

    await writer.write(record('after'));
    expect(sink.ids.at(-1)).toBe('after');
    await writer.stop();
    expect(await readdir(settings.spool.directory)).toEqual([]);
  });

  it.each([{ code: 'ECONNRESET' }, {}])(
    'does not store twice what was stored although the answer was lost: %p',
    async lost => {
      const { writer, clock } = writerWith(await settingsWith());
      const sink = new FakeSink();
      writer.attach(sink);
      sink.losesAnswers = true;
      sink.lost = lost;
      await Promise.all(numbered('a', 50).map(id => writer.write(record(id))));
      expect(writer.status().state).toBe('spooling');

      sink.losesAnswers = false;
      clock.advance(1000);
      await until(() => writer.status().state === 'working');
      expect(sink.ids).toEqual(numbered('a', 50));
    },
  );

  it('stores once what was stored together from a spool, whose process ended before it knew', async () => {
    const settings = await settingsWith();
    const first = writerWith(settings);
    const ids = numbered('a', 30);
    for (const id of ids) {
      await first.writer.write(record(id));
    }
    const sink = new FakeSink();
    sink.losesAnswers = true;
    first.writer.attach(sink);
    await until(() => sink.sizes.length > 0);
    const late = numbered('late', 9);
    for (const id of late) {
      await first.writer.write(record(id));
    }
    await first.writer.stop();

    sink.losesAnswers = false;
    const next = writerWith(settings);
    next.writer.attach(sink);
    await until(() => sink.ids.length > ids.length);
    expect(sink.ids).toEqual([...ids, ...late]);
    expect(sink.sizes).toEqual([30, 9]);
  });

  it('replaces an entry that is refused among batches of a spool that go together, and holds nobody up', async () => {
    const { writer } = writerWith(await settingsWith());
    const ids = numbered('a', 400);
    for (const id of ids) {
      await writer.write(record(id));
    }
    const sink = new FakeSink();
    sink.refuses = entry => draftOf(entry).id === 'a-200';
    writer.attach(sink);
    await until(() => writer.status().state === 'working');
    expect(sink.ids).toEqual(ids.filter(id => id !== 'a-200'));
    expect(sink.notes).toEqual(['entry-refused']);
    expect(sink.appends).toBeLessThan(30);
  });

  it('stores once what was stored in parts, where the next process would have it stored whole', async () => {
    const settings = await settingsWith();
    const first = writerWith(settings);
    await Promise.all(
      numbered('a', 4).map(id => first.writer.write(record(id))),
    );
    await first.writer.write(record('b'));
    const sink = new FakeSink();
    sink.refuses = entry => draftOf(entry).id === 'a-2';
    sink.gate = async () => {
      sink.away = sink.notes.length > 0 && sink.ids.includes('a-3');
    };
    first.writer.attach(sink);
    await until(() => sink.away);
    await first.writer.stop();
    expect(sink.ids).toEqual(['a-0', 'a-1', 'a-3']);

    sink.refuses = () => false;
    sink.gate = async () => {};
    sink.away = false;
    writerWith(settings).writer.attach(sink);
    await until(() => sink.ids.includes('b'));
    expect(sink.ids).toEqual(['a-0', 'a-1', 'a-3', 'b']);
  });

  it('takes a database that does not answer to be away', async () => {
    const { writer, clock } = writerWith(await settingsWith());
    const sink = new FakeSink();
    writer.attach(sink);
    sink.hangs = true;
    const written = writer.write(record('a'));
    await until(() => sink.overlap === 1);
    clock.advance(10_000);
    await written;
    expect(writer.status()).toMatchObject({ state: 'spooling', spooled: 1 });

    sink.hangs = false;
    clock.advance(1000);
    await until(() => writer.status().state === 'working');
    expect(sink.ids).toEqual(['a']);
  });

  it('lets entries wait for the database where that is the policy, and then spools them', async () => {
    const onUnavailable = { high: 'wait' };
    const { writer, clock } = writerWith(await settingsWith({ onUnavailable }));
    const sink = new FakeSink();
    let told = 0;
    const tell = () => told++;
    const first = writer.write(record('first', 'high')).then(tell);
    await writer.write(record('spooled', 'low'));
    clock.advance(9000);
    expect(told).toBe(0);
    clock.advance(1000);
    await first;
    const second = writer.write(record('second', 'high')).then(tell);
    expect(writer.status()).toMatchObject({ spooled: 2, waiting: 1 });

    writer.attach(sink);
    await second;
    expect(sink.ids).toEqual(['spooled', 'first', 'second']);
  });

  it('keeps a batch together whose fate is not known, also where its entries wait', async () => {
    const settings = await settingsWith({ onUnavailable: allWait });
    const { writer, clock } = writerWith(settings);
    const sink = new FakeSink();
    writer.attach(sink);
    sink.losesAnswers = true;
    const ids = numbered('a', 20);
    const written = Promise.all(ids.map(id => writer.write(record(id))));
    await until(() => writer.status().state === 'spooling');
    expect(writer.status()).toMatchObject({ spooled: 0, waiting: 20 });

    sink.losesAnswers = false;
    clock.advance(1000);
    await written;
    expect(sink.ids).toEqual(ids);
  });

  it('stores what waited, also where more waited than fits in memory', async () => {
    const maxWaiting = { entries: 100 };
    const onUnavailable = allWait;
    const settings = await settingsWith({ maxWaiting, onUnavailable });
    const { writer } = writerWith(settings);
    const ids = numbered('a', 300);
    const written = Promise.all(ids.map(id => writer.write(record(id))));
    expect(writer.status().waiting).toBe(300);
    const sink = new FakeSink();
    writer.attach(sink);
    await written;
    expect(sink.ids).toEqual(ids);
  });

  it('gives an entry that was refused by chance another try', async () => {
    const { writer } = writerWith(await settingsWith());
    const sink = new FakeSink();
    let times = 0;
    sink.refuses = () => times++ < 1;
    writer.attach(sink);
    await writer.write(record('a'));
    expect(sink.ids).toEqual(['a']);
    expect(sink.notes).toEqual([]);
  });

  it.each(['spool', 'wait'] as const)(
    'lets in no more at once than fit, and leaves nobody waiting: %s',
    async policy => {
      const onUnavailable = { low: policy };
      const maxWaiting = { entries: 10 };
      const settings = await settingsWith({ maxWaiting, onUnavailable });
      const { writer } = writerWith(settings);
      let made = 0;
      const ids = numbered('a', 300);
      const written = ids.map(id =>
        writer.writeInTurn(() => {
          made++;
          return { entry: record(id), bytes: 100 };
        }),
      );
      const held = policy === 'wait' ? 40 : 0;
      expect(made).toBe(20 + held);
      await until(() => writer.status().spooled === 300 - held);
      expect(writer.status().waiting).toBe(held);

      const sink = new FakeSink();
      writer.attach(sink);
      await Promise.all(written);
      await until(() => writer.status().state === 'working');
      expect(sink.ids.sort()).toEqual(ids.sort());
    },
  );

  it('spools what is too much for memory', async () => {
    const maxWaiting = { entries: 1000 };
    const { writer } = writerWith(await settingsWith({ maxWaiting }));
    const sink = new FakeSink();
    let open = () => {};
    const opened = new Promise<void>(resolve => (open = resolve));
    sink.gate = () => opened;
    writer.attach(sink);
    const ids = numbered('a', 5000);
    const written = ids.map(id => writer.write(record(id)));
    await until(() => writer.status().spooled === 4000);
    expect(writer.status().waiting).toBe(1000);

    open();
    await Promise.all(written);
    await until(() => writer.status().state === 'working');
    expect(sink.ids).toEqual(ids);
  });

  it('replaces an entry that the database refuses, and stores all others', async () => {
    const { writer, logger } = writerWith(await settingsWith());
    const sink = new FakeSink();
    writer.attach(sink);
    sink.refuses = entry => draftOf(entry).id === 'a-321';
    await Promise.all(numbered('a', 400).map(id => writer.write(record(id))));

    expect(sink.ids).toEqual(numbered('a', 400).filter(id => id !== 'a-321'));
    expect(sink.drafts.find(d => d.action === 'entry-refused')).toMatchObject({
      source: 'system',
      correlationId: 'a-321',
      meta: { refused: { kind: 'record', id: 'a-321', plugin: 'catalog' } },
    });
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(writer.status().state).toBe('working');
  });

  it('replaces a refused entry of the spool too, and goes on where it was when the database leaves in between', async () => {
    const { writer, clock } = writerWith(await settingsWith());
    await Promise.all(numbered('a', 100).map(id => writer.write(record(id))));
    const sink = new FakeSink();
    const seen: LogEntry[] = [];
    sink.refuses = entry => {
      seen.push(entry);
      return draftOf(entry).id === 'a-70';
    };
    let appends = 0;
    sink.gate = async () => {
      sink.away = ++appends === 4;
    };
    writer.attach(sink);
    await until(() => !writer.status().message?.includes('attached'));
    await until(() => writer.status().message?.includes('CONN') === true);
    clock.advance(1000);
    await until(() => writer.status().state === 'working');
    expect(sink.ids).toEqual(numbered('a', 100).filter(id => id !== 'a-70'));
    expect(sink.notes.sort()).toEqual(['entry-refused', 'outage']);
  });

  it('says how long the database was away, whatever is done to the clock', async () => {
    const { writer, clock } = writerWith(await settingsWith());
    const sink = new FakeSink();
    sink.away = true;
    writer.attach(sink);
    await writer.write(record('a'));
    await until(
      () => writer.status().message?.includes('ECONNREFUSED') === true,
    );
    clock.set(-3_600_000);
    sink.away = false;
    clock.advance(10_000);
    await until(() => sink.notes.includes('outage'));
    const outage = sink.drafts.find(({ action }) => action === 'outage');
    expect(outage).toMatchObject({ durationMs: expect.any(Number) });
    expect(Object(outage).durationMs).toBeGreaterThan(0);
  });

  it('is not held up by entries in a spool that are none', async () => {
    const settings = await settingsWith();
    const odd = ['null', '1', '{}', '{"kind":"record"}', '{"kind":"intent"}'];
    const left = Spools.create({ ...settings.spool, name: 'x', now: Date.now });
    const texts = [...odd, JSON.stringify(record('a'))];
    await left.append([{ id: 'of another version', texts }]);
    await left.close();

    const { writer } = writerWith(settings);
    const sink = new FakeSink();
    sink.refuses = entry => draftOf(entry).id === undefined;
    writer.attach(sink);
    await until(
      () => writer.status().state === 'working' && sink.ids.length > 0,
    );
    expect(sink.ids).toEqual(['a']);
    expect(sink.notes).toEqual(odd.map(() => 'entry-refused'));
  });

  it('spools what waits when it stops, and what comes later, for the next process', async () => {
    const settings = await settingsWith();
    const { writer } = writerWith(settings);
    const sink = new FakeSink();
    writer.attach(sink);
    await writer.write(record('stored'));
    sink.away = true;
    const waiting = writer.write(record('waiting'));
    await writer.stop();
    await waiting;
    await writer.write(record('late'));

    const next = writerWith(settings);
    const back = new FakeSink();
    next.writer.attach(back);
    await until(() => back.ids.length === 2);
    expect(back.ids).toEqual(['waiting', 'late']);
    await until(() => next.writer.status().state === 'working');
  });
});

describe('AuditWriter without a disk', () => {
  it('refuses the action where neither database nor disk takes it, after waiting', async () => {
    const spool = { directory: '/dev/null/spool' };
    const settings = await settingsWith({ spool });
    const { writer, clock } = writerWith(settings);
    const written = writer.write(record('a'));
    await until(() => writer.status().state === 'blocked');
    clock.advance(10_000);
    await expect(written).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/cannot be audited.*ENOTDIR/),
    });
  });

  it('waits no longer because the database is tried meanwhile', async () => {
    const spool = { directory: '/dev/null/spool' };
    const { writer, clock } = writerWith(await settingsWith({ spool }));
    const sink = new FakeSink();
    sink.away = true;
    writer.attach(sink);
    let refused = false;
    const written = writer.write(record('a')).catch(() => (refused = true));
    for (let second = 0; second < 10; second++) {
      await until(() => writer.status().state === 'blocked');
      expect(refused).toBe(false);
      clock.advance(1000);
    }
    await written;
    expect(refused).toBe(true);
  });

  it('waits no longer because somebody sets the clock back', async () => {
    const spool = { directory: '/dev/null/spool' };
    const { writer, clock } = writerWith(await settingsWith({ spool }));
    const sink = new FakeSink();
    sink.away = true;
    writer.attach(sink);
    const written = writer.write(record('a'));
    await until(() => writer.status().state === 'blocked');
    clock.set(-3_600_000);
    clock.advance(5_000);
    await until(() => writer.status().state === 'blocked');
    clock.advance(5_000);
    await expect(written).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('stores what waited, where the database is back in time', async () => {
    const spool = { directory: '/dev/null/spool' };
    const { writer } = writerWith(await settingsWith({ spool }));
    const written = writer.write(record('a'));
    await until(() => writer.status().state === 'blocked');
    const sink = new FakeSink();
    writer.attach(sink);
    await written;
    expect(sink.ids).toEqual(['a']);
  });

  it('says when the spool is full, and works again when the database has it', async () => {
    const settings = await settingsWith();
    settings.spool.maxBytes = 5000;
    const { writer, clock, logger } = writerWith(settings);
    const results = numbered('a', 40).map(async id => {
      await new Promise(setImmediate);
      return writer.write(record(id));
    });
    for (const id of numbered('b', 20)) {
      results.push(writer.write(record(id)));
      await new Promise(setImmediate);
    }
    await until(() => writer.status().state === 'blocked');
    expect(writer.status().message).toMatch(/maxBytes \(5000\)/);
    clock.advance(10_000);
    const settled = await Promise.allSettled(results);
    const refused = settled.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(60);
    expect(logger.error).toHaveBeenCalledWith(
      'The audit log cannot be spooled',
      expect.anything(),
    );

    const sink = new FakeSink();
    writer.attach(sink);
    await until(() => writer.status().state === 'working');
    expect(sink.ids).toHaveLength(60 - refused.length);
    await writer.write(record('after'));
    expect(sink.ids.at(-1)).toBe('after');
  });
});
