import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { UnreadableError } from '../UnreadableError';
import { readDirectory, type ZipEntry } from './zipDirectory';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** A ZIP file whose entries are read as streams; stored or deflated, of any size. */
export class ZipFile {
  readonly #path: string;
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  private constructor(path: string, entries: Map<string, ZipEntry>) {
    this.#path = path;
    this.#entries = entries;
  }

  /** @throws UnreadableError where it is not a ZIP file */
  static async open(path: string): Promise<ZipFile> {
    const file = await open(path);
    try {
      return new ZipFile(path, await readDirectory(file));
    } finally {
      await file.close();
    }
  }

  /** Paths of the files in it. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** Bytes of a file in it. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) {
      throw new UnreadableError(`there is no ${name} in ${this.#path}`);
    }
    const start = await this.#dataStart(entry);
    if (entry.packedSize === 0) {
      return;
    }
    const end = start + entry.packedSize - 1;
    const packed = createReadStream(this.#path, { start, end });
    if (entry.method === STORED) {
      yield* packed as AsyncIterable<Buffer>;
    } else if (entry.method === DEFLATED) {
      const inflated = createInflateRaw();
      packed.on('error', error => inflated.destroy(error));
      yield* packed.pipe(inflated) as AsyncIterable<Buffer>;
    } else {
      throw new UnreadableError(`${name} is packed in an unknown way`);
    }
  }

  async #dataStart(entry: ZipEntry): Promise<number> {
    const file: FileHandle = await open(this.#path);
    try {
      const bytes = Buffer.alloc(LOCAL_HEADER_BYTES);
      await file.read(bytes, 0, bytes.length, entry.offset);
      if (bytes.readUInt32LE(0) !== LOCAL_HEADER) {
        throw new UnreadableError(`${this.#path} is damaged`);
      }
      const names = bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
      return entry.offset + LOCAL_HEADER_BYTES + names;
    } finally {
      await file.close();
    }
  }
}
