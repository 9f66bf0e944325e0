import { crc32 } from 'zlib';
import type { LogEntry } from '../../log/LogEntry';

/*
 * A frame of a spool file holds one batch:
 *
 *   magic (4) | length of the payload (4) | entries (4) | CRC-32 (4) | payload
 *
 * Numbers are unsigned and big-endian; the CRC is of the first twelve bytes and the
 * payload. The magic lets a reader find the next frame after a damaged one.
 */
const MAGIC = Buffer.from('DTAU', 'latin1');
const HEADER = 16;

/** A batch whose entries are JSON text already. */
export interface TextBatch {
  id: string;
  texts: readonly string[];
}

/** Where a frame is in its file. */
export interface FrameRef {
  offset: number;
  length: number;
  entries: number;
}

/** A frame as it was read. */
export interface ReadBatch {
  id: string;
  entries: LogEntry[];
}

/** Bytes of a batch, as they are appended to a spool file. */
export function encodeFrame({ id, texts }: TextBatch): Buffer {
  const payload = Buffer.from(
    `{"id":${JSON.stringify(id)},"entries":[${texts.join(',')}]}`,
  );
  const header = Buffer.alloc(HEADER);
  MAGIC.copy(header);
  header.writeUInt32BE(payload.length, 4);
  header.writeUInt32BE(texts.length, 8);
  header.writeUInt32BE(checksum(header, payload), 12);
  return Buffer.concat([header, payload]);
}

/** The frame at an offset, or undefined where none is whole and undamaged. */
export function frameAt(file: Buffer, offset: number): FrameRef | undefined {
  if (file.length - offset < HEADER || !isMagic(file, offset)) {
    return undefined;
  }
  const header = file.subarray(offset, offset + HEADER);
  const end = offset + HEADER + header.readUInt32BE(4);
  if (end > file.length) {
    return undefined;
  }
  const payload = file.subarray(offset + HEADER, end);
  return checksum(header, payload) === header.readUInt32BE(12)
    ? { offset, length: end - offset, entries: header.readUInt32BE(8) }
    : undefined;
}

/** Whether a frame begins at an offset, and the file ends before it does. */
export function isCutOff(file: Buffer, offset: number): boolean {
  const left = file.length - offset;
  const known = Math.min(left, MAGIC.length);
  return (
    file.compare(MAGIC, 0, known, offset, offset + known) === 0 &&
    (left < HEADER || left < HEADER + file.readUInt32BE(offset + 4))
  );
}

/** Where the next undamaged frame begins; the end of the file where there is none. */
export function nextFrame(file: Buffer, offset: number): number {
  let at = file.indexOf(MAGIC, offset);
  while (at >= 0 && !frameAt(file, at)) {
    at = file.indexOf(MAGIC, at + 1);
  }
  return at < 0 ? file.length : at;
}

/** The batch in the bytes of one frame; undefined where they were damaged since they were written. */
export function decodeFrame(bytes: Buffer): ReadBatch | undefined {
  return frameAt(bytes, 0)
    ? (JSON.parse(bytes.toString('utf8', HEADER)) as ReadBatch)
    : undefined;
}

function isMagic(file: Buffer, offset: number): boolean {
  return file.compare(MAGIC, 0, 4, offset, offset + 4) === 0;
}

function checksum(header: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(header.subarray(0, 12)));
}
