import type { FileHandle } from 'node:fs/promises';
import { UnreadableError } from '../UnreadableError';

/** A file in a ZIP file. */
export interface ZipEntry {
  method: number;
  packedSize: number;
  offset: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const END_64_LOCATOR = 0x07064b50;
const END_64_LOCATOR_BYTES = 20;
const END_64_BYTES = 56;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const EXTRA_64 = 1;
const IN_EXTRA = 0xffffffff;

interface Place {
  offset: number;
  size: number;
}

async function readAt(
  file: FileHandle,
  { offset, size }: Place,
): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await file.read(bytes, 0, size, offset);
  if (bytesRead < size) {
    throw new UnreadableError('the ZIP file breaks off');
  }
  return bytes;
}

/** Where the central directory is, APPNOTE.TXT §4.3.14 to §4.3.16. */
async function directoryPlace(file: FileHandle): Promise<Place> {
  const { size } = await file.stat();
  const tail = Math.min(size, END_BYTES + LONGEST_COMMENT);
  const bytes = await readAt(file, { offset: size - tail, size: tail });
  let at = bytes.length - END_BYTES;
  while (at >= 0 && bytes.readUInt32LE(at) !== END) {
    at--;
  }
  if (at < 0) {
    throw new UnreadableError('not a ZIP file');
  }
  const locator = at - END_64_LOCATOR_BYTES;
  if (locator >= 0 && bytes.readUInt32LE(locator) === END_64_LOCATOR) {
    const offset = Number(bytes.readBigUInt64LE(locator + 8));
    const end = await readAt(file, { offset, size: END_64_BYTES });
    return {
      size: Number(end.readBigUInt64LE(40)),
      offset: Number(end.readBigUInt64LE(48)),
    };
  }
  return {
    size: bytes.readUInt32LE(at + 12),
    offset: bytes.readUInt32LE(at + 16),
  };
}

/** Sizes that do not fit in 32 bits, APPNOTE.TXT §4.5.3. */
function largeValues(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const size = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === EXTRA_64) {
      return Array.from({ length: Math.floor(size / 8) }, (_, n) =>
        extra.readBigUInt64LE(at + 4 + 8 * n),
      );
    }
    at += 4 + size;
  }
  return [];
}

function entryAt(bytes: Buffer, at: number, extra: Buffer): ZipEntry {
  const large = largeValues(extra);
  const field = (offset: number) => {
    const value = bytes.readUInt32LE(at + offset);
    return value === IN_EXTRA && large.length > 0
      ? Number(large.shift())
      : value;
  };
  field(24);
  const packedSize = field(20);
  return {
    method: bytes.readUInt16LE(at + 10),
    packedSize,
    offset: field(42),
  };
}

/**
 * Reads what is in a ZIP file.
 *
 * @throws UnreadableError where it is not one, or has two files of one name
 */
export async function readDirectory(
  file: FileHandle,
): Promise<Map<string, ZipEntry>> {
  const bytes = await readAt(file, await directoryPlace(file));
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  while (at + CENTRAL_BYTES <= bytes.length) {
    if (bytes.readUInt32LE(at) !== CENTRAL) {
      throw new UnreadableError('the ZIP file is damaged');
    }
    const nameEnd = at + CENTRAL_BYTES + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const name = bytes.toString('utf8', at + CENTRAL_BYTES, nameEnd);
    if (entries.has(name)) {
      throw new UnreadableError(`the ZIP file has ${name} twice`);
    }
    if (!name.endsWith('/')) {
      entries.set(name, entryAt(bytes, at, bytes.subarray(nameEnd, extraEnd)));
    }
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
