import { mkdir, readdir, rename, rm, utimes } from 'fs/promises';
import { join } from 'path';
import type { BatchLimits } from '../waiting';
import { exists, syncDirectory } from './directory';
import { encodeFrame, type ReadBatch, type TextBatch } from './frame';
import { markOpen, OWNER_FILE, takeOwnership } from './owner';
import { Segment, type Damage } from './Segment';

const SEGMENT_BYTES = 16 * 1024 * 1024;

/** What is next in a spool. */
export type SpoolItem =
  | { kind: 'batches'; batches: readonly ReadBatch[] }
  | { kind: 'damage'; damage: Damage };

/** Where that is: frames of a segment, or what was damaged before. */
type Given = { segment: Segment; frames: number } | { damage: Damage };

/**
 * Batches on disk, oldest first, in a directory of files that only one process
 * writes to. There is no directory until something is spooled.
 */
export class Spool {
  readonly #directory: string;
  readonly #segmentBytes: number;
  readonly #segments: Segment[] = [];
  readonly #damage: Damage[] = [];
  #given: Given | undefined;
  #made = false;
  #counter = 0;
  /** Appending and removing files exclude each other. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(directory: string, segmentBytes: number) {
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
  }

  /** A spool to write to. */
  static create(directory: string, segmentBytes = SEGMENT_BYTES): Spool {
    return new Spool(directory, segmentBytes);
  }

  /** What another process left behind. */
  static async open(directory: string): Promise<Spool> {
    const spool = new Spool(directory, SEGMENT_BYTES);
    spool.#made = true;
    const files = (await readdir(directory)).filter(n => n.endsWith('.spool'));
    try {
      for (const file of files.sort()) {
        const { segment, damage } = await Segment.open(join(directory, file));
        spool.#segments.push(segment);
        spool.#damage.push(...damage);
      }
    } catch (error) {
      await Promise.all(spool.#segments.map(segment => segment.close()));
      throw error;
    }
    return spool;
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  /** Entries that are not done. */
  get entries(): number {
    return this.#segments.reduce((sum, { entries }) => sum + entries, 0);
  }

  get isEmpty(): boolean {
    return (
      this.#damage.length === 0 &&
      this.#segments.every(({ frames }) => frames.length === 0)
    );
  }

  /** Adds batches at the end and waits until the disk has them: all of them or none. */
  append(batches: readonly TextBatch[]): Promise<void> {
    return this.#exclusively(async () => {
      const frames = batches.map(encodeFrame);
      const entries = batches.map(({ texts }) => texts.length);
      if (this.#made && !(await this.#isThere())) {
        await this.#rescue();
      }
      while (!(await (await this.#writable()).append(frames, entries))) {
        await this.#rescue();
      }
    });
  }

  /** The oldest that are not done, so many as fit; at least one. */
  async next(limits: BatchLimits): Promise<SpoolItem | undefined> {
    const [damage] = this.#damage;
    if (damage) {
      this.#given = { damage };
      return { kind: 'damage', damage };
    }
    const segment = this.#segments.find(({ frames }) => frames.length > 0);
    if (!segment) {
      return undefined;
    }
    const [frame] = segment.frames;
    const batches = await segment.readNext(limits);
    this.#given = { segment, frames: Math.max(batches.length, 1) };
    return batches.length > 0
      ? { kind: 'batches', batches }
      : { kind: 'damage', damage: segment.damageOf(frame) };
  }

  /**
   * What {@link next} gave is done; a file that is done is deleted. Of what was
   * written again elsewhere meanwhile the copy stays, and comes once more.
   */
  done(): Promise<void> {
    return this.#exclusively(async () => {
      const given = this.#given;
      this.#given = undefined;
      if (!given) {
        return;
      }
      if ('damage' in given) {
        this.#damage.shift();
        return;
      }
      given.segment.done(given.frames);
      while (this.#segments[0]?.frames.length === 0) {
        await this.#segments.shift()?.remove();
      }
    });
  }

  /** Tells processes on other machines that this one is alive. */
  async touch(now: number): Promise<void> {
    if (this.#made) {
      const at = new Date(now);
      await utimes(join(this.#directory, OWNER_FILE), at, at).catch(() => {});
    }
  }

  /** Leaves what is not done to the next process; removes what is empty. */
  close(): Promise<void> {
    return this.#exclusively(async () => {
      const empty = this.isEmpty;
      await Promise.all(this.#segments.splice(0).map(s => s.close()));
      if (this.#made && empty) {
        await rm(this.#directory, { recursive: true, force: true });
      }
      this.#made = false;
      markOpen(this.#directory, false);
    });
  }

  async #writable(): Promise<Segment> {
    const last = this.#segments.at(-1);
    return last && last.size < this.#segmentBytes ? last : this.#begin();
  }

  async #begin(): Promise<Segment> {
    await this.#make();
    const name = `${String(++this.#counter).padStart(8, '0')}.spool`;
    const segment = await Segment.create(join(this.#directory, name));
    this.#segments.push(segment);
    return segment;
  }

  /** Appears with its owner in it, or not at all. */
  async #make(): Promise<void> {
    if (this.#made) {
      return;
    }
    const unborn = `${this.#directory}.new`;
    await rm(unborn, { recursive: true, force: true });
    markOpen(this.#directory, true);
    await mkdir(unborn, { mode: 0o700 });
    await takeOwnership(unborn);
    await rename(unborn, this.#directory);
    await syncDirectory(this.#directory);
    this.#made = true;
  }

  #isThere(): Promise<boolean> {
    return exists(join(this.#directory, OWNER_FILE));
  }

  /**
   * Files were deleted under us, by a cleaner of temporary files say, or taken by a
   * process that thinks we are dead: what is still open is written again.
   */
  async #rescue(): Promise<void> {
    this.#made = await this.#isThere();
    const lost: Segment[] = [];
    for (const segment of this.#segments) {
      if (await segment.isLost()) {
        lost.push(segment);
      }
    }
    for (const segment of lost) {
      await this.#copy(segment);
      this.#remove(segment);
      await segment.close();
    }
  }

  /** @throws Error where the copy cannot be written, or is deleted at once: the original stays */
  async #copy(lost: Segment): Promise<void> {
    const { frames } = lost;
    if (frames.length === 0) {
      return;
    }
    const copies = await Promise.all(frames.map(f => lost.readBytes(f)));
    const entries = frames.map(frame => frame.entries);
    const fresh = await this.#begin();
    if (!(await fresh.append(copies, entries))) {
      this.#remove(fresh);
      await fresh.close();
      throw new Error(`${fresh.path} was deleted while it was written`);
    }
  }

  #remove(segment: Segment): void {
    this.#segments.splice(this.#segments.indexOf(segment), 1);
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}
