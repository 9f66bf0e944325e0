/** More than was asked for came. */
export class BodyTooLargeError extends Error {}

/**
 * The body as UTF-8 text. What exceeds the limit is not read: the connection is
 * closed.
 *
 * @throws BodyTooLargeError naming the limit
 */
export async function readBody(
  response: Response,
  maxBytes: number,
): Promise<string> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > maxBytes) {
    await response.body?.cancel();
    throw tooLarge(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): BodyTooLargeError {
  return new BodyTooLargeError(
    `the answer is larger than the ${maxBytes} bytes that are read`,
  );
}
