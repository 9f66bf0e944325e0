import type { ASTNode } from '@marcbachmann/cel-js';
import { printable } from './suggest';

/** A node of the syntax tree, as the parser of cel-js builds it. */
export type Node = ASTNode;

/** The node with the operator `Op`. */
export type NodeOf<Op extends Node['op']> = Extract<Node, { op: Op }>;

/**
 * The operands of a chain such as `a && b && c`, which the parser nests to the
 * left. Flat, so that a long chain is not deep.
 */
export function operandsOf(node: NodeOf<'&&'> | NodeOf<'||'>): Node[] {
  const operands: Node[] = [];
  let rest: Node = node;
  while (rest.op === node.op) {
    const [left, right] = rest.args as [Node, Node];
    operands.push(right);
    rest = left;
  }
  operands.push(rest);
  return operands.reverse();
}

/** The direct parts of a node, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    case '&&':
    case '||':
      return operandsOf(node);
    default:
      return [...node.args];
  }
}

/** A value written in a rule. Numbers are numbers, whatever CEL calls them. */
export function literalOf(
  node: NodeOf<'value'>,
): string | number | boolean | null | undefined {
  const value: unknown = node.args;
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    default:
      if (value === null) return null;
      return value instanceof Uint8Array ? undefined : Number(value);
  }
}

/** The text that a node was read from, short enough for a message. */
export function textOf(node: Node): string {
  return printable(node.input.slice(node.start, node.end));
}
