import { open } from 'fs/promises';
import { check } from '../check';

const WINDOW = 10_000;
const FOUND = 'default/';

/** Flips a bit of one byte, in the name of an entity in the middle of a file. */
export async function flipByte(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const middle = Math.floor(size / 2);
    const { buffer } = await file.read(
      Buffer.alloc(WINDOW),
      ...([0, WINDOW, middle] as const),
    );
    const at = buffer.indexOf(FOUND);
    check(at >= 0, 'There is nothing to flip in the middle of the export');
    const flipped = Buffer.of(buffer[at] ^ 1);
    await file.write(flipped, 0, 1, middle + at);
  } finally {
    await file.close();
  }
}
