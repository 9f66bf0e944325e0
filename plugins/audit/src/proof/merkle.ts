import { joined, textBytes, toBase64 } from './bytes';

/** SHA-256. @internal */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

const LEAF = 0;
const NODE = 1;

/**
 * RFC 6962 §2.1: the hash of one entry. The entry of a record is its text up to
 * and with its time, which is the first string in it, and then the SHA-256 of the
 * rest, base64.
 *
 * @internal
 */
export async function recordLeaf(
  sha256: Sha256,
  body: string,
): Promise<Uint8Array> {
  const end = body.indexOf('",') + 2;
  const digest = toBase64(await sha256(textBytes(body.slice(end))));
  return sha256(textBytes(body.slice(0, end) + digest, [LEAF]));
}

/**
 * The root that an entry leads to by its path, RFC 9162 §2.1.3.2; undefined
 * where the path does not fit its place in a tree of that size.
 *
 * @internal
 */
export async function rootOf(
  sha256: Sha256,
  entry: { leaf: Uint8Array; index: number; size: number; path: Uint8Array[] },
): Promise<Uint8Array | undefined> {
  const { leaf, index, size, path } = entry;
  const node = (left: Uint8Array, right: Uint8Array) =>
    sha256(joined(Uint8Array.of(NODE), left, right));
  let place = index;
  let last = size - 1;
  let hash = leaf;
  if (index < 0 || index >= size) {
    return undefined;
  }
  for (const sibling of path) {
    if (last === 0) {
      return undefined;
    }
    if (place % 2 === 1 || place === last) {
      hash = await node(sibling, hash);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await node(hash, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}
