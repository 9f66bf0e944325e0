/** Names longer than this are not compared: nobody mistypes them. */
const comparedLength = 64;

/**
 * Edit distance with swaps of neighbours (optimal string alignment). See
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
 */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        previous[j] + 1,
        current[j - 1] + 1,
        previous[j - 1] + changed,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, before[j - 2] + 1);
      }
      current.push(least);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length];
}

/** The known name that the author of `name` probably meant. */
export function suggest(
  name: string,
  known: Iterable<string>,
): string | undefined {
  if (name.length > comparedLength) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate.length > comparedLength) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < least) {
      best = candidate;
      least = steps;
    }
  }
  return best;
}

/** `Did you mean "…"?` with a leading space, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = suggest(name, known);
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}

/**
 * A piece of somebody's text that may stand in a message: on one line, cut off
 * at `length`, without control characters and halves of surrogate pairs.
 */
export function printable(text: string, length = 60): string {
  const line = text.slice(0, length * 4).replace(/\s+/g, ' ');
  const cut = line.length > length ? `${line.slice(0, length - 1)}…` : line;
  return cut.replace(/\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, '\uFFFD');
}

/** `one of a, b, c`, cut off after ten. */
export function oneOf(known: Iterable<string>): string {
  const all = [...known];
  const shown = all.slice(0, 10).map(name => printable(name));
  const more = all.length - shown.length;
  if (all.length === 0) return 'nothing (there is none)';
  return `one of ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
