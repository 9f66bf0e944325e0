import type { ParseError } from '@marcbachmann/cel-js';
import type { Place, ProblemInfo } from './problems';
import { printable } from './suggest';

const tokenNames: Record<string, string> = {
  EOF: 'the end of the rule',
  NUMBER: 'a number',
  STRING: 'a text',
  BOOLEAN: 'true or false',
  NULL: 'null',
  IDENTIFIER: 'a name',
  LPAREN: '"("',
  RPAREN: '")"',
  LBRACKET: '"["',
  RBRACKET: '"]"',
  LBRACE: '"{"',
  RBRACE: '"}"',
  COLON: '":"',
};

/** What people write who know other languages. */
const habits: Record<string, string> = {
  and: '&&',
  or: '||',
  not: '!',
  '=': '==',
  '===': '==',
  '&': '&&',
  '|': '||',
  '<>': '!=',
};

const limits: Record<string, string> = {
  maxAstNodes: 'The rule has too many terms',
  maxDepth: 'The rule is nested too deeply',
  maxListElements: 'The list is too long',
  maxMapEntries: 'The map is too large',
  maxCallArguments: 'The call has too many arguments',
};

/** Puts an error of the parser into words, with what was found and expected. */
export function syntaxProblem(
  error: ParseError,
  text: string,
): { place: Place; info: ProblemInfo } {
  const place = placeOf(error, text);
  const found = foundAt(text, place);
  if (error.code === 'limit_exceeded') {
    return { place, info: limitProblem(error.summary) };
  }
  const expected = expectedOf(error);
  const message = `${messageOf(error, found)}${habitAt(text, place)}`;
  const info = { code: error.code, message, found };
  return { place, info: expected ? { ...info, expected } : info };
}

function placeOf(error: ParseError, text: string): Place {
  const { start, end } = error.range ?? { start: 0, end: text.length };
  // The parser reports a stray word by its last character only.
  const word = /^\w+/.exec(text.slice(start));
  return { start, end: Math.max(end, start + (word?.[0].length ?? 0)) };
}

function foundAt(text: string, { start, end }: Place): string {
  const found = text.slice(start, Math.max(end, start + 1));
  return found === '' ? tokenNames.EOF : `"${printable(found, 30)}"`;
}

function limitProblem(summary: string): ProblemInfo {
  const [, name, limit] = /(\w+) \((\d+)\)/.exec(summary) ?? [];
  const code = name === 'maxDepth' ? 'too_deep' : 'too_large';
  return {
    code,
    message: `${limits[name] ?? 'The rule is too large'}.`,
    found: `more than ${limit}`,
    expected: `at most ${limit}`,
  };
}

function expectedOf(error: ParseError): string | undefined {
  switch (error.code) {
    case 'expected_token': {
      const [, token] = /Expected (\w+)/.exec(error.summary) ?? [];
      return tokenNames[token] ?? token;
    }
    case 'unexpected_token':
      return 'a value: a name, a text, a number, true, false or null';
    case 'unexpected_character':
      return 'an operator or the end of the rule';
    case 'invalid_macro_argument':
      return 'a name for the item, such as x in .exists(x, x > 1)';
    default:
      return undefined;
  }
}

function messageOf(error: ParseError, found: string): string {
  switch (error.code) {
    case 'expected_token':
      return `Found ${found} where ${expectedOf(error)} should be.`;
    case 'unexpected_token':
    case 'unexpected_character':
      return `Did not expect ${found} here.`;
    case 'reserved_identifier':
      return `${found} is a reserved word.`;
    default:
      return `${printable(error.summary, 120)}.`;
  }
}

function habitAt(text: string, { start }: Place): string {
  const rest = text.slice(start, start + 10);
  const [written] = /^(?:[a-z]+|[=&|<>]+)/.exec(rest) ?? [''];
  // After "==" the parser stops at the third sign of "===".
  const habit = text.slice(start - 2, start + 1) === '===' ? '===' : written;
  return Object.hasOwn(habits, habit) ? ` Write "${habits[habit]}".` : '';
}
