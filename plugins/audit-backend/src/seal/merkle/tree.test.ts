import golden from '../__testUtils__/golden.json';
import { recordLeaf } from './recordLeaf';
import { auditPath, leafHash, merkleRoot, treeLevels } from './tree';

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

/** Audit paths of the same vectors: tree size, leaf, hashes. */
const paths: Array<[number, number, string[]]> = [
  [1, 0, []],
  [
    8,
    0,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    8,
    5,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [3, 2, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    5,
    1,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

describe('merkleRoot', () => {
  it.each(roots.map((root, size) => [size, root]))(
    'is that of the test vectors for %i leaves',
    (size, root) => {
      const some = leaves.slice(0, Number(size));
      expect(merkleRoot(some)).toBe(root);
    },
  );

  it.each(golden.blocks)('is that of the golden block $hash', block => {
    const root = merkleRoot(block.records.map(recordLeaf));
    expect(root).toBe(JSON.parse(block.header).root);
  });
});

describe('auditPath', () => {
  it.each(paths)(
    'is that of the test vectors, %i leaves, leaf %i',
    (...row) => {
      const [size, index, path] = row;
      const found = auditPath(treeLevels(leaves.slice(0, size)), index);
      expect(found).toEqual(path);
    },
  );
});
