import { RE2JS } from 're2js';
import { ruleLimits } from './limits';
import { tooCostly, type Meter } from './Meter';
import { printable } from './suggest';
import { Unknown } from './values';

/** Instructions of the largest program that we accept. */
const programSize = 2000;

/** What reading a pattern costs, in steps. */
const compileSteps = 5000;

/** Patterns that were computed by rules, the most recent last. */
const computed = new Map<string, RE2JS | Unknown>();
const computedSize = 100;

/**
 * Reads a regular expression in RE2 syntax, which matches in time linear to the
 * text: no back references, no look-around.
 * See https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(pattern: string): RE2JS | Unknown {
  if (pattern.length > ruleLimits.patternLength) {
    return Unknown.error(
      `the regular expression is longer than ${ruleLimits.patternLength} characters`,
    );
  }
  try {
    const compiled = RE2JS.compile(pattern);
    return compiled.programSize() <= programSize
      ? compiled
      : Unknown.error('the regular expression repeats too much');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const cause = message.replace(/^error parsing regexp: /, '');
    return Unknown.error(
      `not a regular expression: ${printable(cause.replace(/: ?$/, ''))}`,
    );
  }
}

/** As {@link compilePattern}, for a pattern that a rule computed: kept for next time. */
export function computedPattern(
  pattern: string,
  meter: Meter,
): RE2JS | Unknown {
  const known = computed.get(pattern);
  if (known) return known;
  if (!meter.spend(compileSteps)) return tooCostly;
  const compiled = compilePattern(pattern);
  computed.set(pattern, compiled);
  if (computed.size > computedSize) {
    const [oldest] = computed.keys();
    computed.delete(oldest);
  }
  return compiled;
}

/** Whether the pattern matches somewhere in the text. */
export function matchPattern(
  pattern: RE2JS,
  text: string,
  meter: Meter,
): boolean | Unknown {
  if (text.length > ruleLimits.matchedLength) {
    return Unknown.cost(
      `the text to match has ${text.length} characters, more than ${ruleLimits.matchedLength}`,
    );
  }
  // The engine's worst case is 50 ns for each character and instruction.
  const steps = 1 + Math.ceil((text.length * pattern.programSize()) / 2);
  return meter.spend(steps) ? pattern.test(text) : tooCostly;
}
