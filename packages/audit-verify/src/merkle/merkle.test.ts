import { EMPTY_TREE, leafHash, nodeHash } from './hashes';
import { rootFromPath } from './rootFromPath';
import { TreeHash } from './TreeHash';

/** Leaves and roots of the test vectors that implementations of RFC 6962 share. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex => leafHash(Buffer.from(hex, 'hex').toString('latin1')));

const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** RFC 6962 §2.1 to the letter: split at the largest power of two. */
function treeOf(part: readonly Buffer[]): Buffer {
  if (part.length < 2) {
    return part[0] ?? EMPTY_TREE;
  }
  const split = 2 ** (Math.ceil(Math.log2(part.length)) - 1);
  return nodeHash(treeOf(part.slice(0, split)), treeOf(part.slice(split)));
}

/** RFC 6962 §2.1.1 to the letter. */
function pathOf(index: number, part: readonly Buffer[]): Buffer[] {
  if (part.length < 2) {
    return [];
  }
  const split = 2 ** (Math.ceil(Math.log2(part.length)) - 1);
  const [left, right] = [part.slice(0, split), part.slice(split)];
  return index < split
    ? [...pathOf(index, left), treeOf(right)]
    : [...pathOf(index - split, right), treeOf(left)];
}

describe('TreeHash', () => {
  it('has the roots of the test vectors of RFC 6962', () => {
    const tree = new TreeHash();
    const seen = [tree.root()];
    for (const leaf of leaves) {
      tree.append(leaf);
      seen.push(tree.root());
    }
    expect(seen.map(root => root.toString('hex'))).toEqual(roots);
    expect(tree.size).toBe(8);
  });

  it('is the tree of the definition at every size', () => {
    const many = Array.from({ length: 70 }, (_, n) => leafHash(`${n}`));
    const tree = new TreeHash();
    many.forEach((leaf, n) => {
      tree.append(leaf);
      expect(tree.root()).toEqual(treeOf(many.slice(0, n + 1)));
    });
  });
});

describe('rootFromPath', () => {
  it.each([1, 2, 3, 5, 8, 13, 33])('finds the root of %i leaves', size => {
    const some = Array.from({ length: size }, (_, n) => leafHash(`${n}`));
    some.forEach((leaf, index) => {
      const path = pathOf(index, some);
      const proof = { leaf, index, size, path };
      expect(rootFromPath(proof)).toEqual(treeOf(some));
      const elsewhere = { ...proof, index: (index + 1) % size };
      expect(
        size === 1 || !treeOf(some).equals(rootFromPath(elsewhere) ?? leaf),
      ).toBe(true);
    });
  });

  it('refuses a path that is too short or too long', () => {
    const leaf = leafHash('a');
    expect(rootFromPath({ leaf, index: 0, size: 2, path: [] })).toBeUndefined();
    expect(
      rootFromPath({ leaf, index: 0, size: 1, path: [leaf] }),
    ).toBeUndefined();
  });
});
