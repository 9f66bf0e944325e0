/**
 * The bounds of the rule language. Those on the text hold when a rule is read,
 * those on data when it is evaluated.
 *
 * @public
 */
export const ruleLimits = {
  /** Characters of a rule. */
  textLength: 4096,
  /** Nodes of the syntax tree. */
  nodes: 1000,
  /** Nesting of parentheses, calls and indexes. */
  depth: 64,
  /** Items of a list written in a rule. */
  listItems: 200,
  /** Entries of a map written in a rule. */
  mapEntries: 100,
  /** Arguments of a function. */
  callArguments: 8,
  /** Macros (`all`, `exists`, `map`, …) inside of one another. */
  macroNesting: 2,
  /** Characters of a regular expression. */
  patternLength: 1000,
  /** Characters of a text that is matched with a regular expression. */
  matchedLength: 65_536,
  /** Characters of a text that a rule builds. */
  builtLength: 262_144,
  /**
   * Steps of one evaluation: one per node evaluated inside of a macro, and one per
   * item or per few characters that an operator walks. About 10 ms.
   */
  steps: 1_000_000,
  /** Problems reported for one rule. */
  problems: 20,
} as const;
