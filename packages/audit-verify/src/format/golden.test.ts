import { linesOf, verify, write } from '../__testUtils__/exports';
import golden from '../__testUtils__/golden.json';
import { keyOf, signed } from '../__testUtils__/testKeys';
import { recordLeaf, sha256 } from '../merkle/hashes';
import { TreeHash } from '../merkle/TreeHash';
import { parseHeader } from './BlockHeader';
import { isSignature, readPublicKey } from './signatures';

const [first, second] = golden.keys;

describe('golden vectors', () => {
  it.each(golden.keys)('of key $id', ({ id, seed, publicKey }) => {
    expect(keyOf(seed)).toMatchObject({ id, publicKey });
    expect(readPublicKey(publicKey).id).toBe(id);
  });

  it.each(golden.blocks)('of block $hash', block => {
    const header = parseHeader(block.header);
    const tree = new TreeHash();
    block.records.forEach(body => tree.append(recordLeaf(body)));
    expect(tree.root().toString('hex')).toBe(header?.root);
    expect(sha256(Buffer.from(block.header)).toString('hex')).toBe(block.hash);
    const key = golden.keys.find(({ id }) => id === header?.key) ?? first;
    const by = readPublicKey(key.publicKey);
    const { header: text, signature } = block;
    const signedBlock = { context: 'block' as const, text, signature, by };
    expect(isSignature(signedBlock)).toBe(true);
    expect(isSignature({ ...signedBlock, context: 'export' })).toBe(false);
    expect(signed(keyOf(key.seed), `daytwo-audit-block-v1\n${text}`)).toBe(
      signature,
    );
  });

  it('make a chain that verifies, with a change of key and an empty block', async () => {
    const blocks = golden.blocks.map(({ records, ...block }) => ({
      ...block,
      bodies: records,
    }));
    const text = write(linesOf(blocks, keyOf(first.seed)), keyOf(second.seed));
    const keys = [readPublicKey(first.publicKey)];
    expect(await verify(text, { keys })).toMatchObject({
      blocks: 4,
      records: 19,
      problems: [],
      trust: 'key',
    });
  });

  it('are not read where a header has a space, or another order', () => {
    const [{ header }] = golden.blocks;
    expect(parseHeader(header.replace(',', ', '))).toBeUndefined();
    const moved = header.replace('"v":1,"block":1', '"block":1,"v":1');
    expect(parseHeader(moved)).toBeUndefined();
  });
});
