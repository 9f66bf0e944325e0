import { isCount, isInstant } from '../format/BlockHeader';
import type { KeyRotation } from './KeyPath';

/** What is read of a record. */
export interface RecordFacts {
  seq: number;
  at: string;
  /** Says that another key signs from the next block on. */
  rotation?: KeyRotation;
  /** Says that retention pruned these blocks. */
  pruned?: Array<[number, number]>;
}

interface Body {
  v?: unknown;
  seq?: unknown;
  at?: unknown;
  source?: unknown;
  plugin?: unknown;
  event?: unknown;
  meta?: { [name: string]: unknown };
}

function isRange(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every(isCount) &&
    value[0] <= value[1]
  );
}

function rotationOf(body: Body): KeyRotation | undefined {
  const { from, to, publicKey } = body.meta ?? {};
  return body.event === 'key-rotation'
    ? { from: String(from), to: String(to), publicKey: String(publicKey) }
    : undefined;
}

function prunedBy(body: Body): Array<[number, number]> | undefined {
  const blocks = body.meta?.blocks;
  return body.event === 'retention' && Array.isArray(blocks)
    ? blocks.filter(isRange)
    : undefined;
}

const HALF = /\p{Surrogate}/u;

/** How a record's text begins, and nothing else in it may say otherwise. */
function headOf({ seq, at }: Body): string {
  return `{"v":1,"seq":${seq},"at":"${at}",`;
}

/**
 * Reads a record's text; undefined where it is not one: its place and time are
 * not at its head, or half a character is in it, which hashes like another one.
 */
export function readRecord(text: string): RecordFacts | undefined {
  let body: Body | null;
  try {
    body = JSON.parse(text) as Body | null;
  } catch {
    return undefined;
  }
  if (body?.v !== 1 || !isCount(body.seq) || !isInstant(body.at)) {
    return undefined;
  }
  if (!text.startsWith(headOf(body)) || HALF.test(text)) {
    return undefined;
  }
  const facts = { seq: body.seq, at: body.at };
  return body.source === 'system' && body.plugin === 'audit'
    ? { ...facts, rotation: rotationOf(body), pruned: prunedBy(body) }
    : facts;
}
