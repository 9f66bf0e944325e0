import type { AuditServer } from '../../server/audit/startServer';
import { check, checkEqual } from '../check';

/** What came out. */
export interface ReadExport {
  records: number;
  bytes: number;
  ms: number;
}

const LINE_FEED = 10;

/** The first and the last whole lines of a stream, and how many there were. */
class Lines {
  count = 0;
  bytes = 0;
  first = '';
  #begin = Buffer.alloc(0);
  #end = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; ) {
      this.count++;
      at = chunk.indexOf(LINE_FEED, at + 1);
    }
    if (!this.first) {
      this.#begin = Buffer.concat([this.#begin, chunk]);
      this.first = this.#begin.toString().split('\n', 2)[0];
    }
    this.#end = Buffer.concat([this.#end, chunk]).subarray(-10_000);
  }

  get last(): string {
    return this.#end.toString().trimEnd().split('\n').at(-1) ?? '';
  }
}

/** Looks at what an export must have whatever its format. */
function checkLines(format: string, { first, last }: Lines): void {
  switch (format) {
    case 'ndjson':
      checkEqual('Place of the first record', JSON.parse(first).seq, 1);
      check(JSON.parse(last).seq > 1, 'The last record is none');
      break;
    case 'ocsf':
      checkEqual('Class of the first', JSON.parse(first).class_uid, 6003);
      checkEqual('Class of the last', JSON.parse(last).class_uid, 6003);
      break;
    default:
      check(/\bseq\b/.test(first), 'The first line of the CSV names nothing');
  }
}

/** Reads an export of everything, and keeps nothing of it. */
export async function readExport(
  server: AuditServer,
  format: 'ndjson' | 'ocsf' | 'csv',
): Promise<ReadExport> {
  const began = performance.now();
  const path = `/audit/v1/export?noise=true&format=${format}`;
  const { body } = await server.open({ path });
  const lines = new Lines();
  for await (const chunk of body ?? []) {
    lines.add(Buffer.from(chunk));
  }
  const ms = performance.now() - began;
  checkLines(format, lines);
  const records = lines.count - (format === 'csv' ? 1 : 0);
  return { records, bytes: lines.bytes, ms };
}
