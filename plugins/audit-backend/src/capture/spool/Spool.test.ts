import {
  appendFile,
  mkdir,
  rmdir,
  readdir,
  readFile,
  rename,
  open as openFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { cleanUp, settingsWith } from '../__testUtils__/writers';
import { Segment } from './Segment';
import { Spools } from './Spools';
import { Spool } from './Spool';

const batch = (id: string, n = 1) => ({
  id,
  texts: Array.from({ length: n }, (_, i) => JSON.stringify({ of: id, i })),
});

/** One batch at a time. */
const oneByOne = { entries: 1, bytes: 1e9 };
const many = { entries: 1e9, bytes: 1e9 };

const opened: Spools[] = [];

async function directory(): Promise<string> {
  return (await settingsWith()).spool.directory;
}

function open(
  at: string,
  name: string,
  { maxBytes = 1e9, segmentBytes = 1e6, later = 0 } = {},
) {
  const now = () => Date.now() + later;
  const spools = Spools.create({
    directory: at,
    name,
    maxBytes,
    segmentBytes,
    now,
  });
  opened.push(spools);
  return spools;
}

/** Everything in a spool, in order; it is empty afterwards. */
async function drain(
  spool: Spool | undefined,
  limits = oneByOne,
): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const item = await spool?.next(limits);
    if (!spool || !item) {
      return found;
    }
    found.push(
      ...(item.kind === 'batches'
        ? item.batches.map(({ id }) => id)
        : [item.kind]),
    );
    await spool.done();
  }
}

async function files(at: string): Promise<string[]> {
  const all = await readdir(at, { recursive: true });
  return all.filter(name => name.endsWith('.spool')).map(n => join(at, n));
}

/** A spool with three batches whose process has left it. */
async function left(at: string): Promise<string> {
  const spools = open(at, 'dead');
  await spools.append([batch('a', 3), batch('b', 3)]);
  await spools.append([batch('c', 3)]);
  await spools.close();
  return (await files(at))[0];
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map(spools => spools.close()));
  await cleanUp();
});

describe('Spools', () => {
  it('gives batches back in their order, from several files, and deletes what is done', async () => {
    const at = await directory();
    const spools = open(at, 'x', { segmentBytes: 300 });
    for (let i = 0; i < 20; i++) {
      await spools.append([batch(`b${i}`, 5)]);
    }
    expect((await files(at)).length).toBeGreaterThan(3);
    expect(spools.entries).toBe(100);
    expect(await drain(spools.own)).toEqual(
      Array.from({ length: 20 }, (_, i) => `b${i}`),
    );
    expect(await files(at)).toEqual([]);
    expect(spools.bytes).toBe(0);
  });

  it('gives as many at once as fit, and one at least', async () => {
    const spools = open(await directory(), 'x');
    const all = [batch('a', 3), batch('b', 3), batch('c', 9), batch('d')];
    await spools.append(all);
    const { own } = spools;
    const sizes: number[] = [];
    while (!own.isEmpty) {
      const item = await own.next({ entries: 7, bytes: 1e9 });
      sizes.push(item?.kind === 'batches' ? item.batches.length : 0);
      await own.done();
    }
    expect(sizes).toEqual([2, 1, 1]);

    await spools.append(all);
    const few = await own.next({ entries: 1e9, bytes: 1 });
    expect(few).toMatchObject({ batches: [{ id: 'a' }] });
    expect(await drain(own, many)).toEqual(['a', 'b', 'c', 'd']);
    expect(spools.entries).toBe(0);
  });

  it('makes no file before something is spooled', async () => {
    const at = await directory();
    const spools = open(at, 'x');
    expect(await spools.adopt()).toBe(0);
    await spools.close();
    expect(await readdir(at)).toEqual([]);
  });

  it('takes over what a process left, once', async () => {
    const at = await directory();
    await left(at);
    const [one, two] = [open(at, 'one'), open(at, 'two')];
    const found = await Promise.all([one.adopt(), two.adopt()]);
    expect(found.sort()).toEqual([0, 1]);
    expect([
      ...(await drain(one.adopted)),
      ...(await drain(two.adopted)),
    ]).toEqual(['a', 'b', 'c']);
    await Promise.all([one.tidy(), two.tidy()]);
    expect(await readdir(at)).toEqual([]);
  });

  it('leaves alone what a living process writes to', async () => {
    const at = await directory();
    const spools = open(at, 'alive');
    await spools.append([batch('a')]);
    expect(await open(at, 'other').adopt()).toBe(0);

    const owner = join(at, 'alive', 'owner.json');
    const text = JSON.parse(await readFile(owner, 'utf8'));
    await spools.close();
    // Its parent is another process that certainly runs.
    await writeFile(
      owner,
      JSON.stringify({ ...text, pid: process.ppid, ticks: undefined }),
    );
    expect(await open(at, 'other').adopt()).toBe(0);
    await writeFile(
      owner,
      JSON.stringify({ ...text, pid: process.ppid, ticks: '1' }),
    );
    expect(await open(at, 'other').adopt()).toBe(1);
  });

  it('waits for a sign of life of another machine before it takes over', async () => {
    const at = await directory();
    await left(at);
    const owner = join(at, 'dead', 'owner.json');
    await writeFile(owner, JSON.stringify({ host: 'elsewhere', pid: 1 }));
    const adopt = (after: number) => open(at, 'x', { later: after }).adopt();
    expect(await adopt(90_000)).toBe(0);
    expect(await adopt(180_000)).toBe(1);
  });

  it('tells whose entries are on disk, whoever took them over', async () => {
    const at = await directory();
    const dead = open(at, 'dead');
    await dead.append([batch('a')]);
    await dead.close();
    await dead.append([batch('b')]);
    const heir = open(at, 'heir');
    await heir.adopt();
    await heir.append([batch('c')]);
    expect([...heir.byWriter()].sort()).toEqual([
      ['dead', 2],
      ['heir', 1],
    ]);
    await heir.close();

    const next = open(at, 'next');
    await next.adopt();
    expect([...next.byWriter()].sort()).toEqual([
      ['dead', 2],
      ['heir', 1],
      ['next', 0],
    ]);
  });

  it('refuses what is beyond the limit', async () => {
    const spools = open(await directory(), 'x', { maxBytes: 500 });
    await spools.append([batch('a', 5)]);
    await expect(spools.append([batch('b', 50)])).rejects.toThrow(
      /reached audit.capture.spool.maxBytes \(500\)/,
    );
    expect(await drain(spools.own)).toEqual(['a']);
  });

  it('refuses a directory that is a file or leads elsewhere', async () => {
    const at = await directory();
    await writeFile(join(at, 'file'), '');
    await symlink(tmpdir(), join(at, 'link'));
    const link = open(join(at, 'link'), 'x');
    await expect(link.append([batch('a')])).rejects.toThrow(/not a directory/);
    const spools = open(join(at, 'file'), 'x');
    await expect(spools.append([batch('a')])).rejects.toThrow();
  });

  it.each([1, 10, 40, 70])(
    'cuts a tail that was torn %p bytes before its end',
    async bytes => {
      const at = await directory();
      const file = await left(at);
      const { length } = await readFile(file);
      await truncate(file, length - bytes);
      const spools = open(at, 'next');
      await spools.adopt();
      expect(await drain(spools.adopted)).toEqual(['damage', 'a', 'b']);
    },
  );

  it('says so where a part in the middle is damaged, and reads what follows', async () => {
    const at = await directory();
    const file = await left(at);
    const content = await readFile(file);
    content[content.indexOf('"id":"b"') + 20] ^= 1;
    await writeFile(file, content);
    const spools = open(at, 'next');
    await spools.adopt();
    const first = await spools.adopted?.next(oneByOne);
    expect(first).toMatchObject({
      kind: 'damage',
      damage: { file: 'dead/00000001.spool', torn: false },
    });
    expect(await drain(spools.adopted)).toEqual(['damage', 'a', 'c']);
  });

  it('is not misled by rubbish that looks like the beginning of a frame', async () => {
    const at = await directory();
    const file = await left(at);
    await appendFile(file, Buffer.from('DTAU\xff\xff\xff\xffDTAU', 'latin1'));
    const spools = open(at, 'next');
    await spools.adopt();
    expect(await drain(spools.adopted)).toEqual(['damage', 'a', 'b', 'c']);
  });

  it('writes again what a cleaner of temporary files deletes', async () => {
    const at = await directory();
    const spools = open(at, 'x', { segmentBytes: 300 });
    for (const id of ['a', 'b', 'c']) {
      await spools.append([batch(id, 10)]);
    }
    await rm(join(at, 'x'), { recursive: true });
    await spools.append([batch('d')]);
    await spools.close();

    const next = open(at, 'next');
    await next.adopt();
    expect((await drain(next.adopted)).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('loses nothing where files are deleted while the first is on its way to the database', async () => {
    const at = await directory();
    const spools = open(at, 'x', { segmentBytes: 300 });
    for (const [id, entries] of [
      ['a', 20],
      ['b', 20],
      ['c', 1],
    ] as const) {
      await spools.append([batch(id, entries)]);
    }
    await spools.own.next(oneByOne);
    const [oldest, , newest] = (await files(at)).sort();
    await rm(oldest);
    await rm(newest);
    await spools.append([batch('d')]);
    await spools.own.done();
    expect(await drain(spools.own)).toEqual(['b', 'a', 'c', 'd']);
  });

  it('loses nothing where what was deleted cannot be written again at first', async () => {
    const at = await directory();
    const spools = open(at, 'x', { segmentBytes: 300 });
    for (const id of ['a', 'b', 'c']) {
      await spools.append([batch(id, 20)]);
    }
    await rm(join(at, 'x'), { recursive: true });
    await writeFile(join(at, 'x'), '');
    await expect(spools.append([batch('d')])).rejects.toThrow();
    await rm(join(at, 'x'));
    await spools.append([batch('e')]);
    expect(await drain(spools.own)).toEqual(['a', 'b', 'c', 'e']);
  });

  it('loses nothing where what is written again is deleted at once', async () => {
    const at = await directory();
    const spools = open(at, 'x');
    await spools.append([batch('a')]);
    const deleteAll = () => rm(join(at, 'x'), { recursive: true });
    await deleteAll();
    const append = Segment.prototype.append;
    jest
      .spyOn(Segment.prototype, 'append')
      .mockImplementationOnce(async function deleted(this: Segment, ...of) {
        await deleteAll();
        return append.apply(this, of);
      });
    await expect(spools.append([batch('b')])).rejects.toThrow('was deleted');
    await spools.append([batch('c')]);
    expect(await drain(spools.own)).toEqual(['a', 'c']);
  });

  it('loses nothing where a process that lives is taken for dead', async () => {
    const at = await directory();
    const spools = open(at, 'x');
    await spools.append([batch('a')]);
    await rename(join(at, 'x'), join(at, 'x~other'));
    const taken = await Spool.open(join(at, 'x~other'));
    await spools.append([batch('b')]);
    expect(await drain(taken)).toEqual(['a']);
    await taken.close();
    // Killed now: what it has acknowledged since is where the next one looks.
    expect(await drain(await Spool.open(join(at, 'x')))).toEqual(['a', 'b']);
  });

  it('leaves what a process wrote last to who has what it wrote before', async () => {
    const at = await directory();
    const spools = open(at, 'dead');
    await spools.append([batch('a')]);
    await spools.close();
    await spools.append([batch('b')]);
    await spools.append([batch('c')]);
    const all = await readdir(at);
    expect(all.sort()).toEqual(['dead', 'dead-000001', 'dead-000002']);

    await rename(join(at, 'dead'), join(at, 'dead~other'));
    await writeFile(
      join(at, 'dead~other', 'owner.json'),
      '{"host":"elsewhere"}',
    );
    const next = open(at, 'next');
    expect(await next.adopt()).toBe(0);
    const later = open(at, 'later', { later: 600_000 });
    expect(await later.adopt()).toBe(3);
    const found: string[] = [];
    while (later.adopted) {
      found.push(...(await drain(later.adopted)));
    }
    expect(found).toEqual(['a', 'b', 'c']);
  });

  it('takes over what can be read, and the rest when it can', async () => {
    const at = await directory();
    await left(at);
    await mkdir(join(at, 'broken', '1.spool'), { recursive: true });
    await writeFile(join(at, 'broken', 'owner.json'), '{"host":"elsewhere"}');
    const later = open(at, 'broken-000001');
    await later.append([batch('d')]);
    await later.close();
    const next = open(at, 'next', { later: 600_000 });
    expect(await next.adopt()).toBe(2);
    expect(await drain(next.adopted)).toEqual(['d']);
    await next.tidy();
    expect(await drain(next.adopted)).toEqual(['a', 'b', 'c']);
    await next.tidy();
    await expect(next.adopt()).rejects.toThrow('EISDIR');
    await rmdir(join(at, 'broken~next', '1.spool'));
    expect(await next.adopt()).toBe(1);
  });

  it('opens nothing twice of what one process left in two parts', async () => {
    const at = await directory();
    await left(at);
    const next = open(at, 'next');
    await next.adopt();
    await left(at);
    await next.adopt();
    await next.adopt();
    expect(next.entries).toBe(9);
    expect(await drain(next.adopted)).toEqual(['a', 'b', 'c']);
    await next.tidy();
    await next.adopt();
    expect(await drain(next.adopted)).toEqual(['a', 'b', 'c']);
  });

  it('gives signs of life for what it has taken over too', async () => {
    const at = await directory();
    await left(at);
    const later = 600_000;
    const next = open(at, 'next', { later });
    await next.adopt();
    const owner = join(at, 'dead~next', 'owner.json');
    await writeFile(owner, JSON.stringify({ host: 'elsewhere', pid: 1 }));
    await next.adopt();
    expect((await stat(owner)).mtimeMs).toBeGreaterThan(Date.now() + 500_000);
  });

  it.each([20, 80])(
    'does not take a last frame for one that was cut off where byte %p of it is another',
    async place => {
      const at = await directory();
      const file = await left(at);
      const content = await readFile(file);
      content[content.lastIndexOf('DTAU') + place] ^= 1;
      await writeFile(file, content);
      const next = open(at, 'next');
      await next.adopt();
      expect(await next.adopted?.next(oneByOne)).toMatchObject({
        damage: { torn: false },
      });
      expect(await drain(next.adopted)).toEqual(['damage', 'a', 'b']);
    },
  );

  it('leaves nothing of what the disk did not take, and goes on behind it', async () => {
    const at = await directory();
    const spools = open(at, 'x');
    await spools.append([batch('a')]);
    const [file] = await files(at);
    const { size } = await stat(file);

    const handle = await openFile(file, 'r');
    const prototype = Object.getPrototypeOf(handle);
    await handle.close();
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    jest.spyOn(prototype, 'datasync').mockRejectedValueOnce(full);
    await expect(spools.append([batch('b', 100)])).rejects.toBe(full);
    expect((await stat(file)).size).toBe(size);

    await spools.append([batch('c')]);
    expect(await drain(spools.own)).toEqual(['a', 'c']);
  });

  it('notices damage that comes while it is open', async () => {
    const at = await directory();
    const spools = open(at, 'x');
    await spools.append([batch('a'), batch('b')]);
    const [file] = await files(at);
    const handle = await openFile(file, 'r+');
    await handle.write('!', 30);
    await handle.close();
    expect(await drain(spools.own)).toEqual(['damage', 'b']);

    await spools.append([batch('c'), batch('d'), batch('e')]);
    const [next] = await files(at);
    const again = await openFile(next, 'r+');
    await again.write('!', (await readFile(next)).indexOf('"id":"d"'));
    await again.close();
    expect(await drain(spools.own, many)).toEqual(['c', 'damage', 'e']);
  });
});
