import type { BlockHeader } from '@daytwo/backstage-plugin-audit-common';
import { createHash } from 'crypto';
import { createWriteStream } from 'fs';
import type { Knex } from 'knex';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import {
  EXPORT_SIGNATURE_CONTEXT,
  readBodies,
  type KeyStore,
} from '../../auditInternals';

interface BlockRow {
  header: string;
  hash: string;
  signature: string;
}

const line = (value: object) => `${JSON.stringify(value)}\n`;
const ZERO = '0'.repeat(64);

async function* headLines(keys: KeyStore): AsyncGenerator<string> {
  const exportedAt = new Date().toISOString();
  const about = { format: 'daytwo-audit', version: 1, kind: 'chain' };
  yield line({ type: 'header', ...about, exportedAt });
  for (const { id, publicKey } of await keys.list()) {
    yield line({ type: 'key', id, publicKey });
  }
}

async function* blockLines(knex: Knex, block: BlockRow) {
  const { header, signature } = block;
  const { firstSeq, lastSeq } = JSON.parse(header) as BlockHeader;
  yield line({ type: 'block', header, signature });
  let page = '';
  for await (const { body } of readBodies(knex, firstSeq, lastSeq)) {
    page += line({ type: 'record', body });
  }
  yield page;
}

async function* allLines(knex: Knex, keys: KeyStore) {
  const blocks: BlockRow[] = await knex('blocks').orderBy('block');
  const hash = createHash('sha256');
  for await (const text of headLines(keys)) {
    hash.update(text);
    yield text;
  }
  for (const block of blocks) {
    for await (const text of blockLines(knex, block)) {
      hash.update(text);
      yield text;
    }
  }
  const records = blocks.reduce((sum, { header }) => sum + sizeOf(header), 0);
  const lastBlockHash = blocks.at(-1)?.hash ?? ZERO;
  const sha256 = hash.digest('hex');
  const end = { records, blocks: blocks.length, lastBlockHash, sha256 };
  const key = await keys.active();
  const signature = key.sign(EXPORT_SIGNATURE_CONTEXT, JSON.stringify(end));
  yield line({ type: 'end', ...end, key: key.id, signature });
}

function sizeOf(header: string): number {
  const { firstSeq, lastSeq } = JSON.parse(header) as BlockHeader;
  return lastSeq - firstSeq + 1;
}

/** Writes the whole log as an export that can be verified. */
export async function writeChain(
  { knex, keys }: { knex: Knex; keys: KeyStore },
  path: string,
): Promise<void> {
  await pipeline(Readable.from(allLines(knex, keys)), createWriteStream(path));
}
