import { open, stat, unlink, type FileHandle } from 'fs/promises';
import { basename, dirname } from 'path';
import type { BatchLimits } from '../waiting';
import { syncDirectory } from './directory';
import {
  decodeFrame,
  frameAt,
  isCutOff,
  nextFrame,
  type FrameRef,
  type ReadBatch,
} from './frame';

/** Bytes of a file that hold no readable frame. */
export interface Damage {
  file: string;
  offset: number;
  bytes: number;
  /** At the end of the file: a write that was cut off, and so was never acknowledged. */
  torn: boolean;
}

/** One file of a spool: frames, one after the other. */
export class Segment {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #frames: FrameRef[];
  #size: number;
  /** Counted as they come and go: after a long outage there are very many frames. */
  #entries: number;

  private constructor(
    path: string,
    handle: FileHandle,
    frames: FrameRef[],
    size: number,
  ) {
    this.path = path;
    this.#handle = handle;
    this.#frames = frames;
    this.#size = size;
    this.#entries = frames.reduce((sum, { entries }) => sum + entries, 0);
  }

  static async create(path: string): Promise<Segment> {
    const handle = await open(path, 'wx+', 0o600);
    try {
      await syncDirectory(path);
      return new Segment(path, handle, [], 0);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Opens what a process left behind: checks every frame and cuts a torn tail. */
  static async open(
    path: string,
  ): Promise<{ segment: Segment; damage: Damage[] }> {
    const handle = await open(path, 'r+');
    try {
      const file = await handle.readFile();
      const { frames, damage, end } = scan(file, nameOf(path));
      if (end < file.length) {
        await handle.truncate(end);
      }
      return { segment: new Segment(path, handle, frames, end), damage };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  /** In frames that are not done. */
  get entries(): number {
    return this.#entries;
  }

  /** Frames that are not done, oldest first. */
  get frames(): readonly FrameRef[] {
    return this.#frames;
  }

  /**
   * Writes frames and waits until the disk has them. Nothing is left where that fails.
   *
   * @returns false where somebody has deleted or taken the file meanwhile: it has to be done again elsewhere
   */
  async append(frames: readonly Buffer[], entries: readonly number[]) {
    const bytes = Buffer.concat(frames);
    try {
      await writeAll(this.#handle, bytes, this.#size);
      await this.#handle.datasync();
    } catch (error) {
      await this.#handle.truncate(this.#size).catch(() => {});
      throw error;
    }
    if (await this.isLost()) {
      return false;
    }
    frames.forEach((frame, i) => {
      const { length } = frame;
      this.#frames.push({ offset: this.#size, length, entries: entries[i] });
      this.#size += length;
      this.#entries += entries[i];
    });
    return true;
  }

  /**
   * Whether the file is not in its place any more. Who took it, as this process
   * seemed dead, may have read it already, and deletes it when that is stored.
   */
  async isLost(): Promise<boolean> {
    const there = await stat(this.path).catch(() => undefined);
    return there?.ino !== (await this.#handle.stat()).ino;
  }

  async readBytes({
    offset,
    length,
  }: Pick<FrameRef, 'offset' | 'length'>): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    await this.#handle.read(bytes, 0, length, offset);
    return bytes;
  }

  /**
   * The oldest batches that are not done, so many as fit; none from one on that
   * was damaged since it was written.
   */
  async readNext(limits: BatchLimits): Promise<ReadBatch[]> {
    const frames = takeFrames(this.#frames, limits);
    const [{ offset: start }] = frames;
    const { offset, length } = frames[frames.length - 1];
    const bytes = await this.readBytes({
      offset: start,
      length: offset + length - start,
    });
    const batches: ReadBatch[] = [];
    for (const frame of frames) {
      const from = frame.offset - start;
      const batch = decodeFrame(bytes.subarray(from, from + frame.length));
      if (!batch) {
        break;
      }
      batches.push(batch);
    }
    return batches;
  }

  /** A frame that was damaged since it was written. */
  damageOf({ offset, length: bytes }: FrameRef): Damage {
    return { file: nameOf(this.path), offset, bytes, torn: false };
  }

  /** The oldest frames are done. */
  done(count: number): void {
    for (const { entries } of this.#frames.splice(0, count)) {
      this.#entries -= entries;
    }
  }

  async remove(): Promise<void> {
    await this.#handle.close();
    await unlink(this.path).catch(ignoreMissing);
  }

  /** Leaves the file to the next process. */
  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** As many from the front as fit; at least one. */
function takeFrames(frames: readonly FrameRef[], limits: BatchLimits) {
  let [entries, bytes, count] = [0, 0, 0];
  for (const frame of frames) {
    entries += frame.entries;
    bytes += frame.length;
    if (count > 0 && (entries > limits.entries || bytes > limits.bytes)) {
      break;
    }
    count++;
  }
  return frames.slice(0, count);
}

function scan(file: Buffer, name: string) {
  const frames: FrameRef[] = [];
  const damage: Damage[] = [];
  let offset = 0;
  let end = 0;
  while (offset < file.length) {
    const frame = frameAt(file, offset);
    if (frame) {
      frames.push(frame);
      offset += frame.length;
      end = offset;
    } else {
      const next = nextFrame(file, offset + 1);
      const torn = next === file.length && isCutOff(file, offset);
      damage.push({ file: name, offset, bytes: next - offset, torn });
      offset = next;
    }
  }
  return { frames, damage, end };
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number) {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      position + written,
    );
    written += bytesWritten;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOENT') {
    throw error;
  }
}

/** The same whoever has taken it over. */
function nameOf(path: string): string {
  const [writer] = basename(dirname(path)).split('~');
  return `${writer}/${basename(path)}`;
}
