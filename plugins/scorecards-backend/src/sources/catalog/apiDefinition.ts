import { parseDocument } from 'yaml';

/**
 * The longest YAML text that is parsed whole, in characters: reading it holds
 * up the process (about 100 ms). Of a longer one, only the lines that begin at
 * the margin are looked at.
 */
const longestParsed = 100_000;

/** Openers in a row that no honest document has, and that take long to parse. */
const nestedBeyondReason = /(?:[[{][\w\s":]*){100}/;

/** Keys at the root of a document, one of which says what it is. */
const rootKeys: Record<string, readonly string[]> = {
  openapi: ['openapi', 'swagger'],
  asyncapi: ['asyncapi'],
};

/**
 * Whether the definition of an API can be read: a YAML or JSON object with the
 * key of its format for OpenAPI and AsyncAPI, any text for other formats.
 */
export function isValidDefinition(format: string, definition: string): boolean {
  const text = definition.trim();
  const expected = rootKeys[format];
  if (text === '' || !expected) return text !== '';
  const keys = readRootKeys(text);
  return expected.some(key => keys.has(key));
}

function readRootKeys(text: string): Set<string> {
  try {
    if (text.startsWith('{')) return jsonKeys(text) ?? yamlKeys(text);
    return yamlKeys(text);
  } catch {
    // Nested deeper than the parser can follow.
    return new Set();
  }
}

function jsonKeys(text: string): Set<string> | undefined {
  try {
    return new Set(Object.keys(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function yamlKeys(text: string): Set<string> {
  if (text.length > longestParsed) return keysAtMargin(text);
  if (nestedBeyondReason.test(text)) return new Set();
  // Aliases are not followed, so that they cannot multiply. Looking for
  // duplicate keys takes the square of their number.
  const document = parseDocument(text, {
    logLevel: 'silent',
    uniqueKeys: false,
  });
  if (document.errors.length > 0) return new Set();
  const root = document.contents;
  return new Set(
    root && 'items' in root
      ? root.items.map(item => ('key' in item ? String(item.key) : ''))
      : [],
  );
}

function keysAtMargin(text: string): Set<string> {
  const keys = text.matchAll(/^["']?([\w-]{1,100})["']?\s*:/gm);
  return new Set(Array.from(keys, match => match[1]));
}
