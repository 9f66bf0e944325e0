import { checkRule } from './checking/check';
import { checkNesting } from './cost';
import { ExpressionRule } from './ExpressionRule';
import { parseRule } from './parse';
import { RuleProblems } from './problems';
import type { FactSchemas, RuleCompilation } from './types';
import { rootTypes, type RootTypes } from './typing/rootTypes';

/**
 * Reads rules: CEL expressions over `entity`, `facts.<source>` and `now` that are
 * true or false.
 *
 * With schemas, sources and fields of facts are checked too. Without them, as in
 * the catalog's process, facts may be anything; the rest is checked all the same.
 * A rule means the same with and without.
 *
 * @example
 * ```ts
 * const rules = RuleEnvironment.create({ facts: { coverage: schema } });
 * const compiled = rules.compile('facts.coverage.line >= 80');
 * if (compiled.ok) {
 *   compiled.rule.evaluate({ entity, facts: { coverage: { line: 71 } }, now });
 * }
 * ```
 *
 * @public
 */
export class RuleEnvironment {
  readonly #roots: RootTypes;

  private constructor(roots: RootTypes) {
    this.#roots = roots;
  }

  /** Makes an environment; with the schemas of the facts, if they are known. */
  static create(options?: { facts?: FactSchemas }): RuleEnvironment {
    return new RuleEnvironment(rootTypes(options?.facts));
  }

  /** Reads and checks a rule. Never throws; a problem says what is wrong and where. */
  compile(text: string): RuleCompilation {
    const problems = new RuleProblems(text);
    const tree = parseRule(text, problems);
    if (!tree) return { ok: false, problems: problems.all };
    checkNesting(tree, problems);
    const types = checkRule(tree, this.#roots, problems);
    return problems.all.length > 0
      ? { ok: false, problems: problems.sorted() }
      : { ok: true, rule: ExpressionRule.create(text, tree, types) };
  }
}
