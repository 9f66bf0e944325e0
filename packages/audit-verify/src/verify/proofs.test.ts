import { linesOf, verify, write } from '../__testUtils__/exports';
import { TestChain } from '../__testUtils__/TestChain';
import { keys } from '../__testUtils__/testKeys';
import type { Line } from '../format/lines';
import { recordLeaf, nodeHash } from '../merkle/hashes';

const { first } = keys;

/** Some records of blocks 1 and 3, with a proof each. */
function proofs() {
  const chain = new TestChain(first);
  [4, 2, 2].forEach(count => chain.seal(chain.records(count)));
  const [one, , three] = chain.blocks;
  const hash = ({ bodies }: typeof one, n: number) => recordLeaf(bodies[n]);
  const right = nodeHash(hash(one, 2), hash(one, 3));
  const left = nodeHash(hash(one, 0), hash(one, 1));
  const hex = (...path: Buffer[]) => path.map(part => part.toString('hex'));
  const lines = linesOf([], first, 'proofs');
  const { header, signature } = one;
  lines.push(
    { type: 'block', header, signature },
    { type: 'record', body: one.bodies[1], path: hex(hash(one, 0), right) },
    { type: 'record', body: one.bodies[3], path: hex(hash(one, 2), left) },
    { type: 'block', header: three.header, signature: three.signature },
    { type: 'record', body: three.bodies[0], path: hex(hash(three, 1)) },
  );
  return lines;
}

const verified = (lines: Line[]) => verify(write(lines, first));

describe('an export of some records', () => {
  it('verifies by their proofs', async () => {
    expect(await verified(proofs())).toMatchObject({
      kind: 'proofs',
      blocks: 2,
      records: 3,
      problems: [],
    });
  });

  it('shows which record was edited', async () => {
    const lines = proofs().map(line =>
      line.type === 'record'
        ? { ...line, body: line.body.replace('"r4"', '"r5"') }
        : line,
    );
    expect((await verified(lines)).problems).toEqual([
      {
        line: 5,
        block: 1,
        seq: 4,
        message: 'is not what was sealed: it was edited',
      },
    ]);
  });

  it('shows a proof of another place, a record twice and one of another block', async () => {
    const lines = proofs();
    const swapped = [...lines];
    [swapped[3], swapped[4]] = [swapped[4], swapped[3]];
    expect((await verified(swapped)).problems).toMatchObject([{ seq: 2 }]);
    const twice = [...lines.slice(0, 4), ...lines.slice(3)];
    expect((await verified(twice)).problems).toMatchObject([{ seq: 2 }]);
    const astray = [...lines.slice(0, 5), lines[6], ...lines.slice(5)];
    expect((await verified(astray)).problems[0]).toMatchObject({ seq: 7 });
    const proofless = lines.map(line =>
      line.type === 'record' ? { ...line, path: undefined } : line,
    );
    expect((await verified(proofless)).problemCount).toBe(3);
  });

  it('shows blocks that overlap', async () => {
    const chain = new TestChain(first);
    [4, 2, 2].forEach(count => chain.seal(chain.records(count)));
    chain.seal([], { firstSeq: 4, lastSeq: 3 });
    const lines = linesOf([], first, 'proofs');
    for (const { header, signature } of [chain.blocks[0], chain.blocks[3]]) {
      lines.push({ type: 'block', header, signature });
    }
    expect((await verified(lines)).problems).toEqual([
      { line: 4, block: 4, message: 'overlaps block 1' },
    ]);
  });
});
