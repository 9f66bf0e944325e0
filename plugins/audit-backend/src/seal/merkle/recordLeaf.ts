import { recordHead, textDigest } from '../../log/recordText';
import { leafHash } from './tree';

/** The text of a record: place and time as they are, of the rest its digest. */
export interface DigestedText {
  head: string;
  digest: string;
}

/** The head ends after the first string in it, which is the time. */
export function digestText(text: string): DigestedText {
  const end = text.indexOf('",') + 2;
  return { head: text.slice(0, end), digest: textDigest(text.slice(end)) };
}

/** Hash of a record as a leaf of its block's tree. */
export function recordLeaf(text: string): string {
  const { head, digest } = digestText(text);
  return leafHash(head + digest);
}

/** The same of a record whose text is not at hand. */
export function digestLeaf(record: {
  seq: number;
  at: number;
  digest: string;
}): string {
  return leafHash(recordHead(record.seq, record.at) + record.digest);
}
