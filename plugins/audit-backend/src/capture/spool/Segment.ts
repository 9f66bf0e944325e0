import { open, stat, unlink, type FileHandle } from 'fs/promises';
import { basename, dirname } from 'path';
import { syncDirectory } from './directory';
import { frameAt, isCutOff, nextFrame, type FrameRef } from './frame';

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

  async readBytes({ offset, length }: FrameRef): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    await this.#handle.read(bytes, 0, length, offset);
    return bytes;
  }

  /** A frame that was damaged since it was written. */
  damageOf({ offset, length: bytes }: FrameRef): Damage {
    return { file: nameOf(this.path), offset, bytes, torn: false };
  }

  /** The oldest frame is done. */
  shift(): void {
    this.#entries -= this.#frames.shift()?.entries ?? 0;
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
