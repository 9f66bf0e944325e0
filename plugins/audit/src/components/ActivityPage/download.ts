/** How much has come so far, bytes. @internal */
export type OnProgress = (bytes: number) => void;

/**
 * Reads an answer piece by piece and tells how far it is. The browser keeps the
 * pieces of a blob on disk where they are many.
 *
 * @throws AbortError where the signal gives it up
 * @internal
 */
export async function readBlob(
  response: Response,
  onProgress: OnProgress,
): Promise<Blob> {
  const reader = response.body?.getReader();
  if (!reader) {
    return response.blob();
  }
  const pieces: BlobPart[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    pieces.push(value);
    bytes += value.byteLength;
    onProgress(bytes);
  }
  const type = response.headers.get('content-type') ?? undefined;
  return new Blob(pieces, { type });
}

/** The name that the server gives the file, else another one. @internal */
export function fileNameOf(response: Response, otherwise: string): string {
  const header = response.headers.get('content-disposition') ?? '';
  const [, name] = /filename="?([^";]+)"?/.exec(header) ?? [];
  // Never a path.
  return name?.split(/[\\/]/).at(-1) || otherwise;
}
