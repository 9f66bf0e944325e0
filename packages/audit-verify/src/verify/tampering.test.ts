import {
  blockLines,
  linesOf,
  verify,
  witness,
  write,
} from '../__testUtils__/exports';
import { at, TestChain, threeBlocks } from '../__testUtils__/TestChain';
import { keyOf, keys, type TestKey } from '../__testUtils__/testKeys';
import type { Line } from '../format/lines';
import { readPublicKey } from '../format/signatures';

const { first, second, stranger } = keys;

/**
 * What the portal exports, in good faith, after somebody changed its database:
 * the last line is right and signed.
 */
function exported(change: (lines: Line[]) => Line[]) {
  const lines = linesOf(threeBlocks(first).blocks, first);
  return verify(write(change(lines), first));
}

/** Line numbers of the export: 3 is block 1, 4 to 13 its records, 14 block 2, 15, 16 block 3. */
const isRecord = (seq: number) => (line: Line) =>
  line.type === 'record' && JSON.parse(line.body).seq === seq;

function without(seq: number) {
  return (lines: Line[]) => lines.filter(line => !isRecord(seq)(line));
}

function moved(lines: Line[], from: number, to: number): Line[] {
  const rest = lines.filter((_, index) => index !== from);
  return [...rest.slice(0, to), lines[from], ...rest.slice(to)];
}

describe('an export that nobody touched', () => {
  it('verifies', async () => {
    const report = await exported(lines => lines);
    expect(report).toMatchObject({
      blocks: 3,
      records: 16,
      firstBlock: 1,
      lastBlock: 3,
      since: '1970-01-01T00:00:00.000Z',
      until: at(16),
      trust: 'none',
      problems: [],
      notes: [],
    });
  });

  it.each([1, 7, 100_000])('verifies in pieces of %i bytes', async size => {
    const text = write(linesOf(threeBlocks(first).blocks, first), first);
    expect((await verify(text, {}, size)).problems).toEqual([]);
  });
});

describe('a flipped byte', () => {
  it('of a record is found in its block', async () => {
    const report = await exported(lines =>
      lines.map(line =>
        isRecord(4)(line) && line.type === 'record'
          ? { ...line, body: line.body.replace('catalog', 'catalof') }
          : line,
      ),
    );
    expect(report.problems).toEqual([
      {
        line: 14,
        block: 1,
        message: expect.stringContaining('records 1 to 10 are not what was'),
      },
    ]);
  });

  it('is found wherever it is', async () => {
    const bytes = Buffer.from(
      write(linesOf(threeBlocks(first).blocks.slice(0, 2), first), first),
    );
    const silent: number[] = [];
    for (let place = 0; place < bytes.length; place++) {
      const flipped = Buffer.from(bytes);
      flipped[place] ^= 1;
      const report = await verify(flipped).catch(() => undefined);
      if (report?.problemCount === 0) {
        silent.push(place);
      }
    }
    expect(bytes.length).toBeGreaterThan(3000);
    expect(silent).toEqual([]);
  });
});

describe('a record that was deleted', () => {
  it.each([
    ['first', 1, 4, 'comes where 1 is due: record 1 is missing', 2],
    ['middle', 5, 8, 'comes where 5 is due: record 5 is missing', 6],
  ])('is missed: the %s one', async (_, seq, line, message, found) => {
    const { problems } = await exported(without(seq));
    const text = expect.stringContaining(message);
    expect(problems).toEqual([{ line, block: 1, seq: found, message: text }]);
  });

  it('is missed: the last one', async () => {
    const { problems } = await exported(without(16));
    expect(problems).toEqual([
      {
        line: 21,
        block: 3,
        seq: 16,
        message: 'records 16 to 16 are missing',
      },
    ]);
  });
});

describe('a chain of somebody else', () => {
  /** Their keys, and in between one that they have not: the portal's. */
  function forged() {
    const rotation = (from: TestKey, to: TestKey) =>
      chain.system('key-rotation', {
        ...{ from: from.id, to: to.id, publicKey: to.publicKey },
      });
    const chain = new TestChain(second);
    chain.seal(chain.records(3));
    chain.seal([rotation(second, first), rotation(first, stranger)]);
    chain.seal(chain.records(3), {}, stranger);
    return chain.blocks;
  }

  it.each(['chain', 'proofs'] as const)(
    'is not trusted for naming the right key on the way: %s',
    async kind => {
      const blocks = forged();
      const lines = linesOf(blocks, stranger, kind);
      const { id, publicKey } = second;
      lines.splice(1, 0, { type: 'key', id, publicKey });
      const trusted = { keys: [readPublicKey(first.publicKey)] };

      const report = await verify(write(lines, stranger), trusted);

      expect(report.problemCount).toBeGreaterThan(0);
      expect(report.trust).toBe('none');
    },
  );
});

describe('a record that two tools would read in two ways', () => {
  it.each([
    ['its place twice', (body: string) => body.replace('"id"', '"seq":2,"id"')],
    [
      'its time twice',
      (body: string) => body.replace('"id"', `"at":"${at(2)}","id"`),
    ],
    ['its place first', (body: string) => `{"seq":1,${body.slice(1)}`],
    ['a space', (body: string) => body.replace(',', ', ')],
    ['a line break', (body: string) => `\n${body}`],
    [
      'no time at its head',
      (body: string) => body.replace(/"at":"[^"]*",/, ''),
    ],
  ])('is none: %s', async (_, change) => {
    const chain = new TestChain(first);
    chain.seal([change(chain.record())]);

    const { problems } = await verify(
      write(linesOf(chain.blocks, first), first),
    );

    expect(problems[0].message).toContain('is not a record');
  });

  it('is none where half a character stands for one that cannot be shown', async () => {
    const chain = new TestChain(first);
    const body = chain.record({ meta: { text: '\ufffd' } });
    chain.seal([body]);
    const lines = linesOf(chain.blocks, first).map(line =>
      line.type === 'record'
        ? { ...line, body: body.replace('\ufffd', '\ud800') }
        : line,
    );

    const { problemCount } = await verify(write(lines, first));

    expect(problemCount).toBeGreaterThan(0);
  });
});

describe('an order that was changed', () => {
  it('is found', async () => {
    const { problems } = await exported(lines => moved(lines, 5, 8));
    expect(problems.map(({ seq }) => seq)).toEqual([4, 3, 3]);
    expect(problems[1].message).toContain('comes after record 6: out of order');
    expect(problems[2].message).toContain('a clock was moved');
  });

  it('of blocks is found', async () => {
    const [one, two, three] = threeBlocks(first).blocks;
    const lines = linesOf([one, three, two], first);
    const { problems } = await verify(write(lines, first));
    expect(problems.map(({ block, message }) => [block, message])).toEqual([
      [3, expect.stringContaining('what lies between is missing')],
      [2, expect.stringContaining('comes after block 3: out of order')],
    ]);
  });
});

describe('a duplicate', () => {
  it('of a record is found', async () => {
    const { problems } = await exported(lines => [
      ...lines.slice(0, 6),
      ...lines.slice(5),
    ]);
    expect(problems).toEqual([
      { line: 7, block: 1, seq: 3, message: 'is there twice' },
    ]);
  });

  it('of a block is found', async () => {
    const { blocks } = threeBlocks(first);
    const lines = [...linesOf(blocks, first), ...blockLines(blocks[2])];
    const { problems } = await verify(write(lines, first));
    expect(problems).toEqual([
      { line: 22, block: 3, message: 'is there twice' },
    ]);
  });
});

describe('a tail that was cut off', () => {
  it('is missed where the file breaks off', async () => {
    const text = write(linesOf(threeBlocks(first).blocks, first), first);
    const lines = text.split('\n');
    const cut = await verify(`${lines.slice(0, -3).join('\n')}\n`);
    expect(cut.problems.map(({ message }) => message)).toEqual([
      'records 16 to 16 are missing',
      'the export breaks off: its last line is missing',
    ]);
    const midLine = await verify(text.slice(0, -1));
    expect(midLine.problemCount).toBe(1);
  });

  it('is missed where the last line was kept', async () => {
    const text = write(linesOf(threeBlocks(first).blocks, first), first);
    const lines = text.split('\n');
    const { problems } = await verify(
      [...lines.slice(0, 15), ...lines.slice(-2)].join('\n'),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'there are 11 records, of 16',
      'there are 2 blocks, of 3',
      'the last block is not the one that was exported last',
      'some byte of the file is not what was exported',
    ]);
  });

  it('cannot be covered up by a new last line', async () => {
    const lines = linesOf(threeBlocks(first).blocks.slice(0, 2), first);
    const text = write(lines, stranger);
    const renamed = text.replace(
      `"key":"${stranger.id}","sig`,
      `"key":"${first.id}","sig`,
    );
    expect((await verify(text)).problems[0].message).toBe(
      `the export is signed by the unknown key ${stranger.id}`,
    );
    expect((await verify(renamed)).problems[0].message).toBe(
      `the export was not signed by key ${first.id}`,
    );
  });

  it('is missed by an anchor, where the portal itself is short of it', async () => {
    const { blocks } = threeBlocks(first);
    const text = write(linesOf(blocks.slice(0, 2), first), first);
    const anchors = [{ block: 3, hash: blocks[2].hash }];
    expect((await verify(text, { anchors })).problems).toEqual([
      {
        block: 3,
        message: expect.stringContaining('the export ends at block 2'),
      },
    ]);
  });

  it('is not where the export is of a period that ended before', async () => {
    const { blocks } = threeBlocks(first);
    const [header, ...lines] = linesOf(blocks.slice(0, 2), first);
    const about = { filter: { to: '2026-11-01T00:00:00Z' } };
    const text = write(
      [{ ...header, about } as typeof header, ...lines],
      first,
    );
    const anchors = [{ block: 3, hash: blocks[2].hash }];
    expect(await verify(text, { anchors })).toMatchObject({
      problems: [],
      notes: ['The anchor of block 3 is not of this export'],
    });
  });
});

describe('a forked chain', () => {
  it('is found: two blocks of one number', async () => {
    const chain = threeBlocks(first);
    const other = new TestChain(first);
    other.seal(other.records(10));
    const fork = other.seal(other.records(2));
    const lines = [
      ...linesOf(chain.blocks.slice(0, 2), first),
      ...blockLines(fork),
    ];
    const { problems } = await verify(write(lines, first));
    expect(problems).toEqual([
      {
        line: 16,
        block: 2,
        message: expect.stringContaining('the chain is forked'),
      },
    ]);
  });

  it('is found: a block that follows another one', async () => {
    const chain = threeBlocks(first);
    const other = new TestChain(first);
    other.seal(other.records(10));
    other.seal([other.record({ meta: { text: 'another past' } })]);
    other.seal(other.records(5));
    const blocks = [...chain.blocks.slice(0, 2), other.blocks[2]];
    const { problems } = await verify(write(linesOf(blocks, first), first));
    expect(problems).toEqual([
      {
        line: 16,
        block: 3,
        message: expect.stringContaining('names another predecessor'),
      },
    ]);
  });
});

describe('a chain that was rewritten', () => {
  it('with another key is refused by who has the right one', async () => {
    const text = write(
      linesOf(threeBlocks(stranger).blocks, stranger),
      stranger,
    );
    const known = [readPublicKey(first.publicKey)];
    const report = await verify(text, { keys: known });
    expect(report.trust).toBe('none');
    expect(report.problems).toEqual([
      { message: expect.stringContaining('none of the given keys') },
    ]);
    const right = write(linesOf(threeBlocks(first).blocks, first), first);
    expect(await verify(right, { keys: known })).toMatchObject({
      trust: 'key',
      problems: [],
    });
  });

  it('with another key under the name of the right one is found', async () => {
    const lines = linesOf(threeBlocks(stranger).blocks, stranger).map(line =>
      line.type === 'key' ? { ...line, id: first.id } : line,
    );
    const { problems } = await verify(write(lines, stranger));
    expect(problems[0]).toEqual({
      line: 2,
      message: `the key that is called ${first.id} is ${stranger.id}`,
    });
  });

  it('from the middle on with another key is found', async () => {
    const chain = threeBlocks(first);
    chain.seal(chain.records(2), {}, stranger);
    const { id, publicKey } = stranger;
    const lines = linesOf(chain.blocks, first);
    lines.splice(2, 0, { type: 'key', id, publicKey });
    const { problems } = await verify(write(lines, first));
    expect(problems).toEqual([
      {
        line: 23,
        block: 4,
        message: `is signed by key ${id}, and no record that ${first.id} sealed says so`,
      },
    ]);
  });

  it('with the right key contradicts an anchor', async () => {
    const chain = threeBlocks(first);
    const other = new TestChain(first);
    other.seal([other.record({ meta: {} }), ...other.records(9)]);
    const text = write(linesOf(other.blocks, first), first);
    const { hash } = chain.blocks[0];
    const numbered = await verify(text, { anchors: [{ block: 1, hash }] });
    expect(numbered.problems).toEqual([
      {
        block: 1,
        message: expect.stringContaining('the anchor says that its hash is'),
      },
    ]);
    const bare = await verify(text, { anchors: [{ hash }] });
    expect(bare.problems).toEqual([
      { message: `no block has the anchored hash ${hash}` },
    ]);
    const kept = write(linesOf(chain.blocks, first), first);
    expect(await verify(kept, { anchors: [{ hash }] })).toMatchObject({
      trust: 'anchor',
      problems: [],
    });
  });

  it('has signatures that do not fit', async () => {
    const { problems } = await exported(lines =>
      lines.map(line =>
        line.type === 'block'
          ? { ...line, header: line.header.replace('20:00:16', '20:00:17') }
          : line,
      ),
    );
    expect(problems.map(({ block, message }) => [block, message])).toEqual([
      [3, `has a signature that is not by key ${first.id}`],
    ]);
  });
});

describe('a clock that was moved', () => {
  it('back within a block is found', async () => {
    const chain = new TestChain(first);
    chain.seal([...chain.records(3), chain.record({ at: at(2) })], {
      sealedAt: at(9),
    });
    const { problems } = await verify(
      write(linesOf(chain.blocks, first), first),
    );
    expect(problems).toEqual([
      {
        line: 7,
        block: 1,
        seq: 4,
        message: `is of ${at(2)}, before the record before: a clock was moved`,
      },
    ]);
  });

  it.each([
    ['ends before it begins', { since: at(1), sealedAt: at(0) }],
    ['a clock was moved', { since: at(2) }],
  ])('between blocks is found: %s', async (message, wrong) => {
    const chain = new TestChain(first);
    chain.seal(chain.records(1));
    chain.seal(chain.records(1), wrong);
    const { problems } = await verify(
      write(linesOf(chain.blocks, first), first),
    );
    const text = expect.stringContaining(message);
    expect(problems).toContainEqual({ line: 5, block: 2, message: text });
  });

  it('to seal before the records is found', async () => {
    const chain = new TestChain(first);
    chain.seal(chain.records(3), { sealedAt: at(2) });
    const { problems } = await verify(
      write(linesOf(chain.blocks, first), first),
    );
    expect(problems).toEqual([
      {
        line: 6,
        block: 1,
        seq: 3,
        message: expect.stringContaining('after its block was sealed'),
      },
    ]);
  });
});

describe('a gap', () => {
  it('between the records of two blocks is found', async () => {
    const chain = new TestChain(first);
    chain.seal(chain.records(2));
    chain.record();
    chain.seal(chain.records(1), { firstSeq: 4, lastSeq: 4 });
    const { problems } = await verify(
      write(linesOf(chain.blocks, first), first),
    );
    expect(problems).toEqual([
      { line: 6, block: 2, message: 'begins at record 4, where 3 is due' },
    ]);
  });

  it('at the beginning is told', async () => {
    const lines = linesOf(threeBlocks(first).blocks.slice(1), first);
    const report = await verify(write(lines, first));
    expect(report.problems).toEqual([]);
    expect(report.notes).toEqual([
      'It begins at block 2: what was sealed before is not in it',
    ]);
  });

  it('cannot be hidden by a witness', async () => {
    const chain = new TestChain(first);
    [2, 3, 1, 2].forEach(count => chain.seal(chain.records(count)));
    const [one, , three, four] = chain.blocks;
    const lines = [
      ...linesOf([one], first),
      witness(three),
      ...blockLines(four),
    ];
    const { problems } = await verify(write(lines, first));
    expect(problems).toEqual([
      {
        line: 7,
        block: 4,
        message: expect.stringContaining('what lies between may be missing'),
      },
    ]);
  });
});

describe('pruned blocks', () => {
  const pruned = (chain: TestChain, numbers: number[]) =>
    linesOf(chain.blocks, first).flatMap((line): Line[] => {
      if (line.type === 'block') {
        const { block } = JSON.parse(line.header);
        return [numbers.includes(block) ? { ...line, pruned: true } : line];
      }
      const seq = line.type === 'record' ? JSON.parse(line.body).seq : 99;
      return seq <= 11 && numbers.length > 0 ? [] : [line];
    });

  it('are allowed and told where a sealed record says so', async () => {
    const chain = threeBlocks(first);
    chain.seal([chain.system('retention', { blocks: [[1, 2]] })]);
    const report = await verify(write(pruned(chain, [1, 2]), first));
    expect(report).toMatchObject({ pruned: 2, blocks: 4, problems: [] });
  });

  it('are allowed where a witness says so', async () => {
    const chain = threeBlocks(first);
    chain.seal([chain.system('retention', { blocks: [[1, 2]] })]);
    const says = witness(chain.blocks[3]);
    chain.blocks.pop();
    const lines = [...pruned(chain, [1, 2]), says];
    expect((await verify(write(lines, first))).problems).toEqual([]);
  });

  it('are missed where none does', async () => {
    const chain = threeBlocks(first);
    chain.seal([chain.system('retention', { blocks: [[2, 2]] })]);
    const { problems } = await verify(write(pruned(chain, [1, 2]), first));
    expect(problems).toEqual([
      {
        block: 1,
        message: expect.stringContaining('the records of blocks 1 to 1'),
      },
    ]);
  });

  it('are missed where only a record of another plugin does', async () => {
    const chain = threeBlocks(first);
    const meta = { blocks: [[1, 2]] };
    chain.seal([chain.record({ event: 'retention', plugin: 'audit', meta })]);
    const { problemCount } = await verify(write(pruned(chain, [1, 2]), first));
    expect(problemCount).toBe(1);
  });
});

describe('a change of key', () => {
  const rotation = {
    from: first.id,
    to: second.id,
    publicKey: second.publicKey,
  };

  function rotated(by = first) {
    const chain = threeBlocks(first);
    chain.seal([chain.system('key-rotation', rotation)], {}, by);
    chain.seal(chain.records(2), {}, second);
    return chain;
  }

  it('is right where the old key sealed the record of it', async () => {
    const lines = linesOf(rotated().blocks, first);
    const report = await verify(write(lines, second), {
      keys: [readPublicKey(second.publicKey)],
    });
    expect(report).toMatchObject({ trust: 'key', problems: [] });
    expect(report.keys.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('is refused where the new key sealed it', async () => {
    const lines = linesOf(rotated(second).blocks, first);
    const { id, publicKey } = second;
    lines.splice(2, 0, { type: 'key', id, publicKey });
    const { problems } = await verify(write(lines, second));
    expect(problems[0]).toMatchObject({ block: 4 });
    expect(problems[0].message).toContain(`is signed by key ${id}, and no`);
  });

  it('leaves the old key nothing to sign', async () => {
    const chain = rotated();
    chain.seal(chain.records(1));
    const { problems } = await verify(
      write(linesOf(chain.blocks, first), second),
    );
    expect(problems).toEqual([
      {
        line: 27,
        block: 6,
        message: `is signed by key ${first.id}, which was retired before`,
      },
    ]);
  });

  it('is known to an export of later blocks by a witness', async () => {
    const { blocks } = rotated();
    const lines = linesOf([], first);
    lines.push(witness(blocks[3]), ...blockLines(blocks[4]));
    const trusted = { keys: [readPublicKey(first.publicKey)] };
    const report = await verify(write(lines, second), trusted);
    expect(report).toMatchObject({ trust: 'key', problems: [] });
  });
});

describe('records that are not sealed yet', () => {
  it('are counted, and looked at for their order', async () => {
    const chain = threeBlocks(first);
    const unsealed = chain
      .records(3)
      .map((body): Line => ({ type: 'unsealed', body }));
    const lines = [...linesOf(chain.blocks, first), ...unsealed];
    expect(await verify(write(lines, first))).toMatchObject({
      unsealed: 3,
      problems: [],
    });
    const gap = lines.filter(line => line !== unsealed[0]);
    const { problems } = await verify(write(gap, first));
    expect(problems[0]).toMatchObject({ seq: 18 });
  });
});

describe('a file that is no export', () => {
  it.each(['', 'a,b\n1,2\n', '{"type":"header","format":"other"}\n'])(
    'is refused: %j',
    async text => {
      await expect(verify(text)).rejects.toThrow(/not an export/);
    },
  );

  it('is not of another key than it looks', () => {
    expect(keyOf('01'.repeat(32)).id).toBe(first.id);
  });
});
