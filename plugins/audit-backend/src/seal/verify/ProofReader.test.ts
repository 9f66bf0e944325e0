import { BLOCK_SIGNATURE_CONTEXT } from '@daytwo/backstage-plugin-audit-common';
import { createHash, createPublicKey, verify } from 'crypto';
import { databases } from '../../__testUtils__/databases';
import { sealedLog, withoutGuard } from '../__testUtils__/sealedLog';
import { ProofReader } from './ProofReader';

jest.setTimeout(60_000);

const sha256 = (...parts: Array<Buffer | string>) =>
  parts
    .reduce((hash, part) => hash.update(part), createHash('sha256'))
    .digest();

/** What is hashed of a record, by the format's description. */
function entryOf(body: string): string {
  const [, head, rest] = /^(.*?",)(.*)$/s.exec(body) ?? ['', body, ''];
  return head + sha256(rest).toString('base64');
}

/** RFC 9162 §2.1.3.2, written anew. */
function rootOf(leaf: Buffer, index: number, size: number, path: string[]) {
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path.map(hex => Buffer.from(hex, 'hex'))) {
    if (fn % 2 === 1 || fn === sn) {
      r = sha256(Buffer.of(1), p, r);
      while (fn % 2 === 0 && fn !== 0) {
        [fn, sn] = [fn >> 1, sn >> 1];
      }
    } else {
      r = sha256(Buffer.of(1), r, p);
    }
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return r.toString('hex');
}

describe.each(databases.eachSupportedId())('proofs on %s', id => {
  it('lead from each record to a signed root', async () => {
    const { append, knex, sealer } = await sealedLog(id);
    await append(3);
    await sealer.sealAll();
    await append(11);
    await sealer.sealAll();
    const reader = ProofReader.create(knex);
    for (let seq = 1; seq <= 14; seq++) {
      const proof = await reader.proof(seq);
      const { header, signature } = proof.block;
      const leaf = sha256(Buffer.of(0), entryOf(proof.body));
      expect(rootOf(leaf, proof.index, proof.size, proof.path)).toBe(
        header.root,
      );
      expect(JSON.parse(proof.body).seq).toBe(seq);
      const text = BLOCK_SIGNATURE_CONTEXT + JSON.stringify(header);
      const key = createPublicKey(proof.publicKey);
      const bytes = Buffer.from(signature, 'base64');
      expect(verify(null, Buffer.from(text), key, bytes)).toBe(true);
    }
  });

  it('hold where another record of the block was edited', async () => {
    const { append, knex, sealer } = await sealedLog(id);
    await append(2);
    await sealer.sealAll();
    await withoutGuard(knex, tx =>
      tx('records').where({ seq: 2 }).update({ severity: 3 }),
    );
    const reader = ProofReader.create(knex);
    const rootFor = async (seq: number) => {
      const { body, index, size, path } = await reader.proof(seq);
      const leaf = sha256(Buffer.of(0), entryOf(body));
      return rootOf(leaf, index, size, path);
    };
    const { root } = (await reader.proof(1)).block.header;
    expect(await rootFor(1)).toBe(root);
    expect(await rootFor(2)).not.toBe(root);
  });

  it('are not there for what is not sealed', async () => {
    const { append, knex, sealer } = await sealedLog(id);
    await append(1);
    await sealer.sealAll();
    await append(1);
    const reader = ProofReader.create(knex);
    await expect(reader.proof(2)).rejects.toThrow('not sealed yet');
    await expect(reader.proof(99)).rejects.toThrow('not sealed yet');
  });
});
