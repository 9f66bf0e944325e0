import { isCount, isInstant } from './BlockHeader';

/** The first line: what this is. */
export interface HeaderLine {
  type: 'header';
  format: 'daytwo-audit';
  version: 1;
  /** All records of consecutive blocks, or some records with a proof each. */
  kind: 'chain' | 'proofs';
  exportedAt: string;
  /** For people: the period, the filter, who exported. Covered by the signature of the last line. */
  about?: unknown;
}

/** A public key, PEM. Trusted only as far as the chain, or `--key`, says. */
export interface KeyLine {
  type: 'key';
  id: string;
  publicKey: string;
}

/** A block; its records follow. */
export interface BlockLine {
  type: 'block';
  header: string;
  signature: string;
  /** Retention has pruned its records. */
  pruned?: true;
}

/** A record's text, byte for byte; with its audit path where not all of the block's records are there. */
export interface RecordLine {
  type: 'record';
  body: string;
  path?: string[];
}

/** A block of one record from elsewhere in the chain: a change of key, or what retention pruned. */
export interface WitnessLine {
  type: 'witness';
  header: string;
  signature: string;
  body: string;
}

/** A record that no block seals yet. */
export interface UnsealedLine {
  type: 'unsealed';
  body: string;
}

/** The last line: what there should be, signed. */
export interface EndLine {
  type: 'end';
  records: number;
  blocks: number;
  /** Of the last block line; 64 zeros where there is none. */
  lastBlockHash: string;
  /** SHA-256 of every byte before this line, hex. */
  sha256: string;
  key: string;
  signature: string;
}

/** A line of an export. */
export type Line =
  | HeaderLine
  | KeyLine
  | BlockLine
  | RecordLine
  | WitnessLine
  | UnsealedLine
  | EndLine;

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const anything: Check = () => true;
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const hashes: Check = value =>
  Array.isArray(value) &&
  value.every(hash => /^[0-9a-f]{64}$/.test(String(hash)));

const shapes: Record<Line['type'], Record<string, Check>> = {
  header: {
    format: value => value === 'daytwo-audit',
    version: value => value === 1,
    kind: value => value === 'chain' || value === 'proofs',
    exportedAt: isInstant,
    about: anything,
  },
  key: { id: text, publicKey: text },
  block: {
    header: text,
    signature: text,
    pruned: optional(value => value === true),
  },
  record: { body: text, path: optional(hashes) },
  witness: { header: text, signature: text, body: text },
  unsealed: { body: text },
  end: {
    records: isCount,
    blocks: isCount,
    lastBlockHash: text,
    sha256: text,
    key: text,
    signature: text,
  },
};

/**
 * Reads a line.
 *
 * @throws Error saying what is wrong: no JSON, an unknown type, a field that is
 * missing, of the wrong kind or unknown
 */
export function parseLine(line: string): Line {
  const value = JSON.parse(line) as Record<string, unknown>;
  const shape = Object.hasOwn(shapes, String(value?.type))
    ? shapes[value.type as Line['type']]
    : undefined;
  if (!shape) {
    throw new Error(`has the unknown type '${value?.type}'`);
  }
  for (const [field, check] of Object.entries(shape)) {
    if (!check(value[field])) {
      throw new Error(`has a ${field} that cannot be`);
    }
  }
  const unknown = Object.keys(value).find(
    field => field !== 'type' && !Object.hasOwn(shape, field),
  );
  if (unknown !== undefined) {
    throw new Error(`has the unknown field '${unknown}'`);
  }
  return value as unknown as Line;
}

/** The text of the last line that is signed. */
export function endText(line: EndLine): string {
  const { records, blocks, lastBlockHash, sha256 } = line;
  return JSON.stringify({ records, blocks, lastBlockHash, sha256 });
}

/** The last line as it must be written: nothing else vouches for its bytes. */
export function writeEnd(line: EndLine): string {
  const { type, records, blocks, lastBlockHash, sha256, key, signature } = line;
  const counts = { type, records, blocks, lastBlockHash };
  return JSON.stringify({ ...counts, sha256, key, signature });
}
