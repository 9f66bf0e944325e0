import { literalOf, type Node } from './ast';

/** One step of a path: `.line`, `['x/y']` or `[0]`. */
export interface PathStep {
  readonly key: string | number;
  /** The path up to and with this step, as the author wrote it. */
  readonly text: string;
  readonly node: Node;
}

/** A value that is reached from a name by fixed steps only. */
export interface Path {
  readonly root: string;
  readonly steps: PathStep[];
}

type Access = Extract<Node, { op: '.' | '[]' }>;

function isAccess(node: Node): node is Access {
  return node.op === '.' || node.op === '[]';
}

/** The key of an access if it is fixed: a field name, a string or a number. */
export function fixedKeyOf(node: Access): string | number | undefined {
  if (node.op === '.') return node.args[1];
  const [, index] = node.args;
  const key = index.op === 'value' ? literalOf(index) : undefined;
  return typeof key === 'string' || typeof key === 'number' ? key : undefined;
}

function writtenKey(node: Access, key: string | number): string {
  if (node.op === '.') return `.${key}`;
  return typeof key === 'number' ? `[${key}]` : `['${key}']`;
}

/** Reads `entity.spec.owner` and the like; nothing if a step is computed. */
export function pathOf(node: Node): Path | undefined {
  const accesses: Access[] = [];
  let rest = node;
  while (isAccess(rest)) {
    accesses.push(rest);
    rest = rest.args[0];
  }
  if (rest.op !== 'id') return undefined;
  const steps: PathStep[] = [];
  let text: string = rest.args;
  for (const access of accesses.reverse()) {
    const key = fixedKeyOf(access);
    if (key === undefined) return undefined;
    text += writtenKey(access, key);
    steps.push({ key, text, node: access });
  }
  return { root: rest.args, steps };
}
