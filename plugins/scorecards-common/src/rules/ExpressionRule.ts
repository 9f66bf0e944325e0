import { textOf, type Node } from './ast';
import { costOf } from './cost';
import { Meter } from './Meter';
import { planRule } from './planning/plan';
import type { Evaluate, Frame } from './planning/Planning';
import { collectReads } from './reads';
import type { NodeTypes } from './checking/check';
import type { CompiledRule, RuleContext, RuleOutcome, RuleRead } from './types';
import { kindOf, Unknown, type RuleMap, type RuleValue } from './values';

const pass: RuleOutcome = Object.freeze({ result: 'pass' });
const fail: RuleOutcome = Object.freeze({ result: 'fail' });
const nothing: RuleMap = Object.freeze({});
const past = new Date(0);

/** A rule ready to run. It keeps one frame, so an evaluation allocates nothing. */
export class ExpressionRule implements CompiledRule {
  readonly text: string;
  readonly reads: RuleRead[];
  readonly sources: string[];
  readonly usesEntity: boolean;
  readonly usesNow: boolean;
  readonly cost: number;
  readonly #name: string;
  readonly #run: Evaluate;
  readonly #frame: Frame;

  private constructor(text: string, tree: Node, types: NodeTypes) {
    this.text = text;
    this.reads = collectReads(tree, types);
    this.sources = sourcesOf(this.reads);
    this.usesEntity = this.reads.some(read => read.root === 'entity');
    this.usesNow = this.reads.some(read => read.root === 'now');
    this.cost = costOf(tree);
    this.#name = textOf(tree);
    this.#run = planRule(tree);
    this.#frame = {
      entity: nothing,
      facts: {},
      now: past,
      meter: new Meter(),
      locals: [],
    };
  }

  /** Makes a rule from a tree that was checked. */
  static create(text: string, tree: Node, types: NodeTypes): ExpressionRule {
    return new ExpressionRule(text, tree, types);
  }

  evaluate({ entity, facts, now }: RuleContext): RuleOutcome {
    const frame = this.#frame;
    // An entity is JSON; its interface only does not say so.
    frame.entity = entity as object as RuleMap;
    frame.facts = facts;
    frame.now = now;
    frame.meter.reset();
    const value = this.#answer(frame);
    frame.entity = nothing;
    frame.facts = nothing as Frame['facts'];
    if (value === true) return pass;
    return value === false ? fail : this.#unknown(value);
  }

  #answer(frame: Frame): RuleValue {
    try {
      return this.#run(frame);
    } catch (error) {
      // Only data nested thousands of levels deep comes here (stack overflow).
      return Unknown.error(`the rule could not be evaluated: ${error}`);
    }
  }

  #unknown(value: RuleValue): RuleOutcome {
    if (value instanceof Unknown) return value.outcome;
    if (value === null) return Unknown.missing(this.#name, 'is null').outcome;
    const found = kindOf(value);
    return Unknown.type(`${this.#name} is a ${found}, not true or false`)
      .outcome;
  }
}

function sourcesOf(reads: readonly RuleRead[]): string[] {
  const sources = reads.flatMap(read => read.source ?? []);
  return [...new Set(sources)].sort();
}
