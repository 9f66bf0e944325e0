import type { Node } from '../ast';
import type { RuleProblems } from '../problems';
import type { RuleType } from '../typing/RuleType';

/** Names that an expression may use here, with their types. */
export type Scope = ReadonlyMap<string, RuleType>;

/** What the parts of the checker share. */
export interface Checking {
  readonly problems: RuleProblems;
  /** Finds the type of a node, or `dyn` after reporting a problem in it. */
  check(node: Node, scope: Scope): RuleType;
}
