import type { Meter } from '../Meter';
import type { RuleType } from '../typing/RuleType';
import type { RuleDuration, RuleMap, RuleValue, ValueKind } from '../values';

/** What a parameter takes: a type, or anything. */
export type ParameterKind = Exclude<ValueKind, 'null'> | 'dyn';

interface ValueOf {
  dyn: RuleValue;
  bool: boolean;
  number: number;
  string: string;
  timestamp: Date;
  duration: RuleDuration;
  list: readonly RuleValue[];
  map: RuleMap;
}

type Arguments<P extends readonly ParameterKind[]> = {
  -readonly [I in keyof P]: ValueOf[P[I]];
};

/**
 * One signature of a function. A method is written after its first argument:
 * `text.startsWith('a')`. Arguments are known, not null, and of their kinds;
 * `run` must not keep the array. It returns `Unknown` where it has no answer.
 */
export interface RuleFunction {
  readonly name: string;
  readonly form: 'function' | 'method';
  readonly params: readonly ParameterKind[];
  readonly returns: RuleType;
  run(args: readonly RuleValue[], meter: Meter): RuleValue;
}

/** Builds a signature whose `run` sees typed arguments. */
function define<const P extends readonly ParameterKind[]>(
  form: RuleFunction['form'],
  name: string,
  params: P,
  returns: RuleType,
  run: (args: Arguments<P>, meter: Meter) => RuleValue,
): RuleFunction {
  // The planner calls `run` only with values of these kinds.
  return { form, name, params, returns, run: run as RuleFunction['run'] };
}

/** Declares `name(a, b)`. */
export function fn<const P extends readonly ParameterKind[]>(
  name: string,
  params: P,
  returns: RuleType,
  run: (args: Arguments<P>, meter: Meter) => RuleValue,
): RuleFunction {
  return define('function', name, params, returns, run);
}

/** Declares `a.name(b)`. */
export function method<const P extends readonly ParameterKind[]>(
  name: string,
  params: P,
  returns: RuleType,
  run: (args: Arguments<P>, meter: Meter) => RuleValue,
): RuleFunction {
  return define('method', name, params, returns, run);
}

/** The signature as a person would write it. */
export function signatureOf({ form, name, params }: RuleFunction): string {
  if (form === 'function') return `${name}(${params.join(', ')})`;
  const [receiver, ...others] = params;
  return `${receiver}.${name}(${others.join(', ')})`;
}
