import { mkdir, open } from 'fs/promises';
import { dirname } from 'path';
import { anchorLine, type Anchor, type AnchoredBlock } from './Anchor';

const TAIL_BYTES = 1024;
const NEWLINE = 0x0a;

/** Appends to a file, on a disk that takes no overwriting say. */
export class FileAnchor implements Anchor {
  readonly name: string;
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
    this.name = `file ${path}`;
  }

  static create(path: string): FileAnchor {
    return new FileAnchor(path);
  }

  async write(block: AnchoredBlock): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(this.#path, 'a+');
    try {
      const { size } = await file.stat();
      const length = Math.min(size, TAIL_BYTES);
      const tail = Buffer.alloc(length);
      await file.read(tail, 0, length, size - length);
      const line = anchorLine(block);
      if (!tail.toString('utf8').endsWith(line)) {
        // What was cut off when a process was killed keeps a line of its own.
        const isWhole = length === 0 || tail[length - 1] === NEWLINE;
        await file.appendFile(isWhole ? line : `\n${line}`);
        await file.sync();
      }
    } finally {
      await file.close();
    }
  }
}
