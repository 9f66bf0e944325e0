/** A block of the seal, as its text says. */
export interface BlockHeader {
  v: 1;
  block: number;
  firstSeq: number;
  /** One less than `firstSeq` in a block that proves that nothing happened. */
  lastSeq: number;
  since: string;
  sealedAt: string;
  root: string;
  previous: string;
  key: string;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const HASH = /^[0-9a-f]{64}$/;
const KEY_ID = /^[0-9a-f]{16}$/;

/** An ISO 8601 instant in UTC with milliseconds, such as `2026-11-24T20:00:00.000Z`. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && INSTANT.test(value);
}

/** A place in the log, or a number of things. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function canonical(header: BlockHeader): string {
  const { v, block, firstSeq, lastSeq, since, sealedAt, root, previous, key } =
    header;
  const fields = { v, block, firstSeq, lastSeq, since, sealedAt };
  return JSON.stringify({ ...fields, root, previous, key });
}

function isHeader(value: Partial<BlockHeader>): value is BlockHeader {
  return (
    value.v === 1 &&
    [value.block, value.firstSeq, value.lastSeq].every(isCount) &&
    [value.since, value.sealedAt].every(isInstant) &&
    [value.root, value.previous].every(hash => HASH.test(String(hash))) &&
    KEY_ID.test(String(value.key))
  );
}

/**
 * Reads the text of a header.
 *
 * @returns undefined where it is not the text of a header, byte for byte: fields
 * that are missing, unknown, in another order, or spaces
 */
export function parseHeader(text: string): BlockHeader | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const header = (value ?? {}) as Partial<BlockHeader>;
  return isHeader(header) && canonical(header) === text ? header : undefined;
}

/** How many records the block has. */
export function sizeOf(header: BlockHeader): number {
  return header.lastSeq - header.firstSeq + 1;
}
