import { literalOf, textOf, type Node, type NodeOf } from '../ast';
import {
  functionNames,
  functionsNamed,
  signatureOf,
  type RuleFunction,
} from '../functions/library';
import { macroArguments, macroOf } from '../macros';
import { Meter } from '../Meter';
import { compilePattern } from '../regex';
import { didYouMean, oneOf, printable } from '../suggest';
import {
  describe,
  dyn,
  isKind,
  unify,
  type RuleType,
} from '../typing/RuleType';
import { Unknown, type RuleValue } from '../values';
import { checkHas } from './access';
import type { Checking, Scope } from './Checking';
import { checkMacro } from './macros';

type Form = RuleFunction['form'];

/** The type of `has(x.y)` and `name(a, b)`. */
export function checkCall(
  node: NodeOf<'call'>,
  scope: Scope,
  checking: Checking,
): RuleType {
  const [name, args] = node.args;
  if (name === 'has' && args.length === 1) {
    checkHas(args[0], scope, checking);
    return { kind: 'bool' };
  }
  return checkFunction({ node, name, args, form: 'function' }, scope, checking);
}

/** The type of `list.exists(x, …)` and `a.name(b)`. */
export function checkMethod(
  node: NodeOf<'rcall'>,
  scope: Scope,
  checking: Checking,
): RuleType {
  const macro = macroOf(node);
  if (macro) return checkMacro(macro, scope, checking);
  const [name, receiver, args] = node.args;
  const call = {
    node,
    name,
    args: [receiver, ...args],
    form: 'method',
  } as const;
  return checkFunction(call, scope, checking);
}

interface Call {
  node: Node;
  name: string;
  args: readonly Node[];
  form: Form;
}

function checkFunction(call: Call, scope: Scope, checking: Checking): RuleType {
  const known = functionsNamed(call.name, call.form);
  if (known.length === 0) {
    refuseName(call, checking);
    return dyn;
  }
  const types = call.args.map(arg => checking.check(arg, scope));
  const fitting = known.filter(item => fits(item, types));
  const [first, ...others] = fitting.map(item => item.returns);
  if (!first) {
    refuseArguments(call, types, known, checking);
    return dyn;
  }
  checkLiterals(call, fitting, checking);
  return others.reduce(unify, first);
}

function fits(item: RuleFunction, types: readonly RuleType[]): boolean {
  return (
    item.params.length === types.length &&
    item.params.every((kind, index) => isKind(types[index], kind))
  );
}

function refuseName(
  { node, name, args, form }: Call,
  { problems }: Checking,
): void {
  const known = functionNames(form);
  if (form === 'method')
    for (const macro of macroArguments.keys()) known.add(macro);
  else known.add('has');
  const label = `${printable(name)}()`;
  problems.add(node, {
    code: 'unknown_function',
    message: `There is no ${form} ${label}.${
      otherForm({ node, name, args, form }) || didYouMean(name, known)
    }`,
    found: label,
    expected: known.has(name) ? 'other arguments' : oneOf(known),
  });
}

/** `startsWith(a, b)` for `a.startsWith(b)`, and the reverse; too few arguments of a macro. */
function otherForm({ name, args, form }: Call): string {
  const usage = name === 'map' ? '(x, x.name)' : '(x, x > 1)';
  if (macroArguments.has(name)) return ` Write list.${name}${usage}.`;
  if (name === 'has') return ' Write has(entity.spec.owner).';
  const [other] = functionsNamed(
    name,
    form === 'method' ? 'function' : 'method',
  );
  return other && args.length > 0 ? ` Write ${signatureOf(other)}.` : '';
}

function refuseArguments(
  { node, name }: Call,
  types: readonly RuleType[],
  known: readonly RuleFunction[],
  { problems }: Checking,
): void {
  const found = types.map(describe).join(', ') || 'nothing';
  problems.add(node, {
    code: 'wrong_argument',
    message: `${printable(name)}() does not take ${found}.`,
    found,
    expected: known.map(signatureOf).join(' or '),
  });
}

const examples: ReadonlyMap<string, string> = new Map([
  ['duration', 'a duration such as "36h" or "1h30m"'],
  ['matches', 'a regular expression in RE2 syntax'],
  ['timestamp', 'a time such as "2026-01-31T12:00:00Z"'],
]);

/** Runs a call with literal arguments only, and looks at literal patterns. */
function checkLiterals(
  { name, args }: Call,
  fitting: readonly RuleFunction[],
  { problems }: Checking,
): void {
  const literals = args.map(arg =>
    arg.op === 'value' ? literalOf(arg) : undefined,
  );
  const last = literals.length - 1;
  const pattern = name === 'matches' ? literals[last] : undefined;
  const answer =
    typeof pattern === 'string'
      ? compilePattern(pattern)
      : runOnLiterals(fitting, literals);
  if (!(answer instanceof Unknown)) return;
  problems.add(args[last], {
    code: name === 'matches' ? 'bad_pattern' : 'bad_literal',
    message: `In ${printable(name)}(): ${answer.reason.message}.`,
    found: textOf(args[last]),
    expected: examples.get(name) ?? signatureOf(fitting[0]),
  });
}

function runOnLiterals(
  [only]: readonly RuleFunction[],
  literals: ReadonlyArray<RuleValue | undefined>,
): RuleValue | undefined {
  const known = literals.filter(value => value !== undefined);
  return known.length === literals.length
    ? only.run(known, new Meter())
    : undefined;
}
