import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { RuleEnvironment } from '../RuleEnvironment';
import type { CompiledRule, RuleContext, RuleProblem } from '../types';

export const entity: Entity = {
  apiVersion: 'backstage.io/v1beta1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    namespace: 'default',
    description: 'Takes orders — and money 💶',
    annotations: { 'backstage.io/techdocs-ref': 'dir:.', 'x/y': 'z' },
    labels: { tier: '1' },
    tags: ['java', 'payments'],
    'cost-centre': 'CC-7',
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/payments',
    replicas: 3,
    nothing: null,
  },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/payments' },
    { type: 'dependsOn', targetRef: 'resource:default/orders-db' },
  ],
};

/** As a source of the backend would declare it. */
export const schemas: Record<string, JsonObject> = Object.fromEntries(
  Object.entries({
    coverage: z.object({
      line: z.number().optional(),
      branch: z.number().nullable(),
      files: z.int(),
      history: z.array(z.number()),
    }),
    catalog: z.object({ ownerExists: z.boolean() }),
    scan: z.object({
      at: z.iso.datetime(),
      grade: z.enum(['a', 'b', 'c']),
      findings: z.array(
        z.object({ id: z.string(), score: z.number(), open: z.boolean() }),
      ),
      totals: z.record(z.string(), z.number()),
      result: z.object({ high: z.number() }).optional(),
    }),
    loose: z.looseObject({ known: z.string() }),
  }).map(([id, schema]) => [id, z.toJSONSchema(schema) as JsonObject]),
);

export const now = new Date('2026-03-10T12:00:00Z');

export const facts = {
  coverage: { line: 71.5, branch: null, files: 80, history: [60, 70, 71.5] },
  catalog: { ownerExists: true },
  scan: {
    at: '2026-03-08T12:00:00Z',
    grade: 'b',
    findings: [
      { id: 'CVE-1', score: 9.8, open: true },
      { id: 'CVE-2', score: 4, open: false },
    ],
    totals: { high: 1, low: 3 },
  },
  loose: { known: 'yes', other: 5 },
} satisfies Record<string, JsonObject>;

export const context: RuleContext = { entity, facts, now };

export const typed = RuleEnvironment.create({ facts: schemas });
export const dynamic = RuleEnvironment.create();

export function compiled(
  text: string,
  environment: RuleEnvironment = dynamic,
): CompiledRule {
  const result = environment.compile(text);
  if (!result.ok) {
    throw new Error(`${text}: ${JSON.stringify(result.problems)}`);
  }
  return result.rule;
}

export function problemsOf(
  text: string,
  environment: RuleEnvironment = typed,
): RuleProblem[] {
  const result = environment.compile(text);
  return result.ok ? [] : result.problems;
}

/** `pass`, `fail`, or `<code>: <message>` of an unknown. */
export function outcomeOf(
  text: string,
  environment: RuleEnvironment = dynamic,
  on: RuleContext = context,
): string {
  const outcome = compiled(text, environment).evaluate(on);
  return outcome.result === 'unknown'
    ? `${outcome.reason.code}: ${outcome.reason.message}`
    : outcome.result;
}
