import type { Response } from 'express';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import type { Download } from './operations';

type Piece = string | Uint8Array;

async function* startingWith(
  first: IteratorResult<Piece>,
  rest: AsyncIterator<Piece>,
): AsyncGenerator<Piece> {
  for (let next = first; !next.done; next = await rest.next()) {
    yield next.value;
  }
}

/**
 * Streams a file. Its first piece is made before anything is sent, so that what
 * fails at once is answered with the right status; a later failure breaks the
 * connection off, and the file is seen to be incomplete.
 */
export async function sendDownload(
  res: Response,
  { filename, type, content }: Download,
): Promise<void> {
  const iterator = content[Symbol.asyncIterator]();
  const first = await iterator.next();
  res.attachment(filename).type(type);
  try {
    await pipeline(Readable.from(startingWith(first, iterator)), res);
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE'
    ) {
      throw error;
    }
  } finally {
    await iterator.return?.();
  }
}
