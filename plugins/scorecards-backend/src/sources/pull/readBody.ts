import { SourceRequestError } from '@daytwo/backstage-plugin-scorecards-node';

/**
 * Reads an answer, and not more of it than allowed.
 *
 * @throws SourceRequestError where it is larger
 */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new SourceRequestError(
        `The answer has more than ${maxBytes} bytes`,
        { status: response.status },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
