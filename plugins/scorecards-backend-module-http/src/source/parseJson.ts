/**
 * The JSON of an answer.
 *
 * @throws Error saying what came instead: a sign-in page in HTML is the classic
 */
export function parseJson(body: string, contentType: string | null): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    const start = JSON.stringify(body.trim().slice(0, 40));
    const type = contentType?.split(';')[0] ?? 'no content type';
    throw new Error(
      body.trim() === ''
        ? 'the answer is empty, not JSON'
        : `the answer is not JSON but ${type}, beginning with ${start}: ${
            (error as Error).message
          }`,
    );
  }
}
