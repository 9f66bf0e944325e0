import type { Response } from 'express';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';

async function* startingWith(
  first: IteratorResult<string>,
  rest: AsyncIterator<string>,
): AsyncGenerator<string> {
  for (let next = first; !next.done; next = await rest.next()) {
    yield next.value;
  }
}

/**
 * Streams a CSV file. Its first piece is made before anything is sent, so that
 * what fails at once is answered with the right status; a later failure breaks
 * the connection off, and the file is seen to be incomplete.
 */
export async function sendCsv(
  res: Response,
  name: string,
  pieces: AsyncIterable<string>,
): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  res.type('text/csv').attachment(name);
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
