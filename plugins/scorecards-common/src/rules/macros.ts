import type { Node, NodeOf } from './ast';

/** What a macro does with each item of a list. */
export type MacroName = 'all' | 'exists' | 'exists_one' | 'filter' | 'map';

/** `list.exists(x, step)` and its relatives, taken apart. */
export interface Macro {
  readonly name: MacroName;
  readonly list: Node;
  readonly variable: string;
  readonly variableNode: Node;
  /** The three-argument form of `map` filters first. */
  readonly filter?: Node;
  readonly step: Node;
}

/** Macro names and how many arguments they take. */
export const macroArguments: ReadonlyMap<string, readonly number[]> = new Map([
  ['all', [2]],
  ['exists', [2]],
  ['exists_one', [2]],
  ['filter', [2]],
  ['map', [2, 3]],
]);

/** Takes a macro apart; nothing if the call is not one. */
export function macroOf(node: NodeOf<'rcall'>): Macro | undefined {
  const [name, list, args] = node.args;
  if (!macroArguments.get(name)?.includes(args.length)) return undefined;
  const [variableNode] = args;
  if (variableNode.op !== 'id') return undefined;
  return {
    name: name as MacroName,
    list,
    variable: variableNode.args,
    variableNode,
    ...(args.length === 3 && { filter: args[1] }),
    step: args[args.length - 1],
  };
}
