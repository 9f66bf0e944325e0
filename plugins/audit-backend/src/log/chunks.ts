/*
 * How PostgreSQL finds records by tag, newest first, at any number of records.
 *
 * An index of tags alone gives all records of a tag, in no order: a page of a
 * hundred would read them all. So the log is cut into chunks of consecutive
 * places, and the key in the index is the tag within its chunk. A page asks
 * chunk by chunk, from the newest, and stops when it is full; a chunk without a
 * hit costs some microseconds. Two tags that are frequent and never meet are
 * intersected within the index, chunk by chunk.
 *
 * A key has the chunk in its upper 8 bits, so that what is written now is close
 * together in the index, and 24 bits of the tag below. Other tags, and other
 * chunks (256 further), may have the same key: a hit is a candidate only, and
 * what is read is checked against the record itself.
 */

const CHUNK_BITS = 17;

/** Places in a chunk. */
export const CHUNK_SIZE = 1 << CHUNK_BITS;

/** The chunk that a place is in. */
export function chunkOf(seq: number): number {
  return Math.floor(seq / CHUNK_SIZE);
}

/** The upper bits of the keys of a chunk. */
export function chunkMask(chunk: number): number {
  return (chunk & 0xff) << 24;
}

/** Those of a key that are of the tag. */
export const TAG_BITS = 0xffffff;

/** The lower bits of a tag's keys. */
export function tagBits(tag: number): number {
  return tag >>> 8;
}

/** The key of a tag in the index, where the record is at this place. */
export function tagKey(tag: number, seq: number): number {
  return tagBits(tag) | chunkMask(chunkOf(seq));
}
