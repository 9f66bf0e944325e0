/** A result that is wrong: no figure of it means anything. */
export class WrongResultError extends Error {
  readonly name = 'WrongResultError';
}

/** @throws WrongResultError */
export function check(condition: boolean, message: string): void {
  if (!condition) {
    throw new WrongResultError(message);
  }
}

/** @throws WrongResultError naming both, where they differ */
export function checkEqual(
  what: string,
  found: unknown,
  expected: unknown,
): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  check(a === b, `${what}: found ${a}, expected ${b}`);
}
