import { childrenOf, literalOf, type Node } from './ast';
import type { NodeTypes } from './checking/check';
import { macroOf } from './macros';
import { pathOf, type Path } from './paths';
import type { RuleRead } from './types';

/** Each value of `entity`, `facts` and `now` that a rule names, once. */
export function collectReads(tree: Node, types: NodeTypes): RuleRead[] {
  const reads = new Map<string, RuleRead>();
  visit(tree, types, read => {
    if (!reads.has(read.text)) reads.set(read.text, read);
  });
  return [...reads.values()];
}

type Found = (read: RuleRead) => void;

function visit(node: Node, types: NodeTypes, found: Found): void {
  const path = pathOf(node);
  if (path) {
    const read = toRead(path);
    if (read) found(read);
    return;
  }
  const key = keyInMap(node, types);
  if (key) {
    found(key);
    return;
  }
  for (const child of partsOf(node)) visit(child, types, found);
}

/** The parts that are evaluated: all but the name of a macro's item. */
function partsOf(node: Node): Node[] {
  const macro = node.op === 'rcall' ? macroOf(node) : undefined;
  if (!macro) return childrenOf(node);
  const { list, filter, step } = macro;
  return filter ? [list, filter, step] : [list, step];
}

function toRead({ root, steps }: Path): RuleRead | undefined {
  const keys = steps.map(step => String(step.key));
  const text = steps.length > 0 ? steps[steps.length - 1].text : root;
  switch (root) {
    case 'entity':
    case 'now':
      return { root, path: keys, text };
    case 'facts': {
      const [source, ...path] = keys;
      return { root, source, path, text };
    }
    default:
      return undefined;
  }
}

/** `'x/y' in entity.metadata.annotations` reads that annotation, not all of them. */
function keyInMap(node: Node, types: NodeTypes): RuleRead | undefined {
  if (node.op !== 'in') return undefined;
  const [left, right] = node.args;
  const key = left.op === 'value' ? literalOf(left) : undefined;
  const kind = types.get(right)?.kind;
  const isMap = kind === 'map' || kind === 'object';
  const path = pathOf(right);
  const read = path && toRead(path);
  if (!isMap || !read || typeof key !== 'string') return undefined;
  return {
    ...read,
    path: [...read.path, key],
    text: `${read.text}['${key}']`,
  };
}
