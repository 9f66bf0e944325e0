import { createHash } from 'node:crypto';
import type { Line } from '../format/lines';
import type { PublicKey } from '../format/signatures';
import type { Anchor } from '../verify/Anchors';
import type { Report } from '../verify/Report';
import { verifyExport } from '../verify/verifyExport';
import type { TestBlock } from './TestChain';
import { signed, type TestKey } from './testKeys';

/** Lines of a whole chain, without the last one. */
export function linesOf(
  blocks: readonly TestBlock[],
  key: TestKey,
  kind: 'chain' | 'proofs' = 'chain',
): Line[] {
  const { id, publicKey } = key;
  const exportedAt = '2026-11-24T21:00:00.000Z';
  return [
    { type: 'header', format: 'daytwo-audit', version: 1, kind, exportedAt },
    { type: 'key', id, publicKey },
    ...blocks.flatMap(blockLines),
  ];
}

/** Lines of a block. */
export function blockLines(block: TestBlock): Line[] {
  const { header, signature, bodies } = block;
  return [
    { type: 'block', header, signature },
    ...bodies.map(body => ({ type: 'record' as const, body })),
  ];
}

/** A block as a witness. */
export function witness({ header, signature, bodies }: TestBlock): Line {
  return { type: 'witness', header, signature, body: bodies[0] };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Writes lines and the last one, signed: an honest export of whatever is in the database. */
export function write(lines: readonly Line[], key: TestKey): string {
  const text = lines.map(line => `${JSON.stringify(line)}\n`).join('');
  const blocks = lines.flatMap(line => (line.type === 'block' ? [line] : []));
  const last = blocks.at(-1);
  const end = {
    records: lines.filter(({ type }) => /^(record|unsealed)$/.test(type))
      .length,
    blocks: blocks.length,
    lastBlockHash: last ? hashOf(last.header) : '0'.repeat(64),
    sha256: hashOf(text),
  };
  const signature = signed(
    key,
    `daytwo-audit-export-v1\n${JSON.stringify(end)}`,
  );
  const line = { type: 'end', ...end, key: key.id, signature };
  return `${text}${JSON.stringify(line)}\n`;
}

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

/** Verifies a text. */
export async function verify(
  text: string | Buffer,
  trusted: { keys?: PublicKey[]; anchors?: Anchor[] } = {},
  chunkSize = 1000,
): Promise<Report> {
  const source = chunks(Buffer.from(text), chunkSize);
  const { keys = [], anchors = [] } = trusted;
  return (await verifyExport(source, { keys, anchors })).report;
}
