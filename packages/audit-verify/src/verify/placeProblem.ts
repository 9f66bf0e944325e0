/** What is wrong with a record's place, where `expected` was due. */
export function placeProblem(
  seq: number,
  expected: number,
): string | undefined {
  if (seq === expected) {
    return undefined;
  }
  if (seq === expected - 1) {
    return 'is there twice';
  }
  if (seq < expected) {
    return `comes after record ${expected - 1}: out of order, or twice`;
  }
  const missing =
    seq === expected + 1
      ? `record ${expected} is`
      : `records ${expected} to ${seq - 1} are`;
  return `comes where ${expected} is due: ${missing} missing or out of order`;
}
