import { Environment, ParseError } from '@marcbachmann/cel-js';
import { childrenOf, literalOf, type Node } from './ast';
import { ruleLimits } from './limits';
import { RuleProblems } from './problems';
import { syntaxProblem } from './syntaxProblems';

const parser = new Environment({
  limits: {
    maxAstNodes: ruleLimits.nodes,
    maxDepth: ruleLimits.depth,
    maxListElements: ruleLimits.listItems,
    maxMapEntries: ruleLimits.mapEntries,
    maxCallArguments: ruleLimits.callArguments,
  },
});

/** Deeper trees than the parser's own limit come only from `!!!!…` and `1+1+…`. */
const treeDepth = 256;

const tooDeep = {
  code: 'too_deep',
  message: 'The rule is nested too deeply.',
  expected: `at most ${ruleLimits.depth} levels`,
};

/**
 * Reads a rule into a syntax tree within the limits. Only the parser of cel-js
 * is used: types and evaluation are ours, because the library has no bound on
 * run time, keeps integers apart from other numbers and cannot name what is
 * missing.
 */
export function parseRule(
  text: string,
  problems: RuleProblems,
): Node | undefined {
  if (!isReadable(text, problems)) return undefined;
  try {
    const tree = parser.parse(text).ast;
    return isUsable(tree, problems) ? tree : undefined;
  } catch (error) {
    if (error instanceof ParseError) {
      const { place, info } = syntaxProblem(error, text);
      problems.add(place, info);
    } else {
      problems.add({ start: 0, end: text.length }, tooDeep);
    }
    return undefined;
  }
}

/**
 * Control characters and halves of surrogate pairs, which no database stores
 * well, and characters that make a text look other than it is
 * (https://trojansource.codes).
 */
const unreadable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u;

function isReadable(text: string, problems: RuleProblems): boolean {
  if (text.length > ruleLimits.textLength) {
    problems.add(
      { start: ruleLimits.textLength, end: text.length },
      {
        code: 'too_long',
        message: 'The rule is too long.',
        found: `${text.length} characters`,
        expected: `at most ${ruleLimits.textLength} characters`,
      },
    );
    return false;
  }
  const match = unreadable.exec(text);
  if (match) {
    const code = match[0].charCodeAt(0).toString(16).padStart(4, '0');
    problems.add(
      { start: match.index, end: match.index + 1 },
      {
        code: 'unexpected_character',
        message: 'The rule has a character that cannot be seen.',
        found: `\\u${code}`,
        expected: 'text without control characters',
      },
    );
    return false;
  }
  if (text.trim() === '') {
    problems.add(
      { start: 0, end: text.length },
      {
        code: 'empty',
        message: 'The rule is empty.',
        found: 'nothing',
        expected: 'an expression that is true or false',
      },
    );
    return false;
  }
  return true;
}

/** Walks the tree without recursion: depth and literals that we do not have. */
function isUsable(tree: Node, problems: RuleProblems): boolean {
  const open: Array<[Node, number]> = [[tree, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (depth > treeDepth) {
      problems.add(node, tooDeep);
      return false;
    }
    if (node.op === 'value' && !isKnownLiteral(node, problems)) return false;
    for (const child of childrenOf(node)) open.push([child, depth + 1]);
  }
  return true;
}

function isExact(value: number): boolean {
  return Number.isInteger(value)
    ? Number.isSafeInteger(value)
    : Number.isFinite(value);
}

function isKnownLiteral(
  node: Extract<Node, { op: 'value' }>,
  problems: RuleProblems,
): boolean {
  const value = literalOf(node);
  if (value === undefined) {
    problems.add(node, {
      code: 'unknown_literal',
      message: 'Rules have no bytes.',
      found: 'bytes',
      expected: 'a text, a number, true, false or null',
    });
    return false;
  }
  if (typeof value === 'number' && !isExact(value)) {
    problems.add(node, {
      code: 'unknown_literal',
      message: 'The number is too large to be exact.',
      found: String(value),
      expected: `at most ${Number.MAX_SAFE_INTEGER}`,
    });
    return false;
  }
  return true;
}
