/**
 * @jest-environment node
 */
import type { RecordProof } from '@daytwo/backstage-plugin-audit-common';
import { sealedExample, subtle } from '../__testUtils__/proofs';
import { verifyProof } from './verifyProof';

async function resultsOf(
  { record, proof }: ReturnType<typeof sealedExample>,
  edit: (proof: RecordProof) => void = () => {},
) {
  const shown = { seq: record.seq, body: proof.body };
  const edited = structuredClone(proof);
  edit(edited);
  const checks = await verifyProof(edited, shown, subtle);
  return Object.fromEntries(checks.map(({ name, result }) => [name, result]));
}

const allPassed = {
  text: 'passed',
  place: 'passed',
  inclusion: 'passed',
  block: 'passed',
  key: 'passed',
  signature: 'passed',
};

describe('verifyProof', () => {
  const places = [1, 2, 3, 4, 5, 7, 8, 13].flatMap(size =>
    Array.from({ length: size }, (_, index) => [size, index]),
  );

  it.each(places)(
    'proves, in a block of %d, record %d',
    async (size, index) => {
      expect(await resultsOf(sealedExample(size, index))).toEqual(allPassed);
    },
  );

  const example = sealedExample(7, 4);
  const other = '00'.repeat(32);

  it.each<[string, (proof: RecordProof) => void, string]>([
    [
      'a text with one other letter',
      proof => {
        proof.body = proof.body.replace('payments', 'paymemts');
      },
      'inclusion',
    ],
    [
      'a text that is not the one shown',
      proof => {
        proof.body = proof.body.replace('payments', 'paymemts');
      },
      'text',
    ],
    [
      'a hash of the path that is another',
      proof => {
        proof.path[1] = other;
      },
      'inclusion',
    ],
    [
      'a path that is too short',
      proof => {
        proof.path.pop();
      },
      'inclusion',
    ],
    [
      'a path that is too long',
      proof => {
        proof.path.push(other);
      },
      'inclusion',
    ],
    [
      'a path that is no hexadecimal text',
      proof => {
        proof.path[0] = 'zz';
      },
      'inclusion',
    ],
    [
      'another place in the block',
      proof => {
        proof.index = 3;
      },
      'place',
    ],
    [
      'a block with another root',
      proof => {
        proof.block.header.root = other;
      },
      'block',
    ],
    [
      'a block with another time',
      proof => {
        proof.block.header.sealedAt = '2026-03-02T10:11:00.000Z';
      },
      'signature',
    ],
    [
      'the key of somebody else',
      proof => {
        proof.publicKey = sealedExample(1, 0).proof.publicKey;
      },
      'key',
    ],
    [
      'a signature by somebody else',
      proof => {
        proof.block.signature = sealedExample(7, 4).proof.block.signature;
      },
      'signature',
    ],
  ])('refuses %s', async (_, edit, check) => {
    expect(await resultsOf(example, edit)).toMatchObject({ [check]: 'failed' });
  });

  it('says that a browser without Ed25519 cannot tell', async () => {
    const old = {
      digest: subtle.digest.bind(subtle),
      importKey: async () => {
        throw new DOMException('Unrecognized name.', 'NotSupportedError');
      },
    } as unknown as SubtleCrypto;
    const { record, proof } = example;
    const shown = { seq: record.seq, body: proof.body };

    const checks = await verifyProof(proof, shown, old);

    expect(checks.at(-1)).toEqual({ name: 'signature', result: 'unsupported' });
    expect(checks.slice(0, -1).every(c => c.result === 'passed')).toBe(true);
  });

  it('tells what needs no hash on a page without WebCrypto', async () => {
    const { record, proof } = example;
    const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    Object.defineProperty(globalThis, 'crypto', {
      value: {},
      configurable: true,
    });

    const checks = await verifyProof(proof, {
      seq: record.seq,
      body: proof.body,
    });
    Object.defineProperty(globalThis, 'crypto', original ?? {});

    expect(checks.map(({ result }) => result)).toEqual([
      'passed',
      'passed',
      'unsupported',
      'unsupported',
      'unsupported',
      'unsupported',
    ]);
  });
});
