import type { FactProblem, RegisteredSource } from './RegisteredSource';

/** Largest fact that is taken where the config says nothing, bytes of JSON. */
export const DEFAULT_MAX_BYTES = 100_000;

/** Deeper values are no facts, and could exhaust the stack of those who read them. */
const deepest = 32;

/** All that is wrong with a fact: its size, its depth, its shape. */
export function checkFact(
  source: Pick<RegisteredSource, 'validate'>,
  fact: unknown,
  maxBytes: number,
): FactProblem[] {
  const unfit = checkSize(fact, maxBytes);
  return unfit ? [{ path: '', message: unfit }] : source.validate(fact);
}

/** Problems in one line, such as `/line: must be number, is null`. */
export function formatProblems(problems: readonly FactProblem[]): string {
  return problems
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
    .join('; ');
}

function checkSize(fact: unknown, maxBytes: number): string | undefined {
  if (isDeeperThan(fact, deepest)) {
    return `the fact is nested deeper than ${deepest} levels`;
  }
  try {
    const bytes = Buffer.byteLength(JSON.stringify(fact) ?? '');
    return bytes > maxBytes
      ? `the fact is ${bytes} bytes of JSON, more than the ${maxBytes} that scorecards.facts.maxBytes allows`
      : undefined;
  } catch (error) {
    return `the fact cannot be written as JSON: ${error}`;
  }
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  return Object.values(value).some(child => isDeeperThan(child, depth - 1));
}
