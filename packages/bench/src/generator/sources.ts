import type { JsonObject } from '@backstage/types';

/**
 * One field of a fact: what it may be, and how its values are spread.
 *
 * @internal
 */
export type FieldSpec =
  | { type: 'number'; from: number; to: number; description: string }
  | { type: 'boolean'; share: number; description: string }
  | { type: 'string'; values: readonly string[]; description: string };

/** A source of made-up facts. @internal */
export interface SourceSpec {
  id: string;
  title: string;
  fields: Readonly<Record<string, FieldSpec>>;
  /** Share of the entities that it knows nothing about. */
  absent: number;
}

function number(from: number, to: number, description: string): FieldSpec {
  return { type: 'number', from, to, description };
}

function boolean(share: number, description: string): FieldSpec {
  return { type: 'boolean', share, description };
}

function string(values: readonly string[], description: string): FieldSpec {
  return { type: 'string', values, description };
}

/** Five sources, as a platform team may have them. @internal */
export const sources: readonly SourceSpec[] = [
  {
    id: 'coverage',
    title: 'Test coverage',
    absent: 0.02,
    fields: {
      line: number(0, 100, 'Line coverage, percent'),
      branch: number(0, 100, 'Branch coverage, percent'),
      tests: number(0, 2000, 'How many tests ran'),
      flaky: number(0, 20, 'Tests that passed only when run again'),
      minutes: number(1, 60, 'How long the tests take'),
    },
  },
  {
    id: 'security',
    title: 'Security scans',
    absent: 0.03,
    fields: {
      critical: number(0, 10, 'Critical findings'),
      high: number(0, 40, 'High findings'),
      secrets: boolean(0.1, 'Secrets were found in the repository'),
      signed: boolean(0.75, 'Images are signed'),
      policy: string(['strict', 'standard', 'none'], 'Policy in force'),
      baseImageDays: number(0, 365, 'Age of the base image'),
    },
  },
  {
    id: 'delivery',
    title: 'Delivery',
    absent: 0.04,
    fields: {
      leadTimeHours: number(1, 400, 'From commit to production'),
      deploysPerWeek: number(0, 40, 'Deployments in a week'),
      changeFailRate: number(0, 60, 'Deployments that failed, percent'),
      rollback: boolean(0.7, 'Can be rolled back without a build'),
      pipeline: string(['actions', 'jenkins', 'tekton'], 'What builds it'),
    },
  },
  {
    id: 'reliability',
    title: 'Reliability',
    absent: 0.05,
    fields: {
      availability: number(90, 100, 'Of the last 30 days, percent'),
      errorBudget: number(-50, 100, 'Error budget left, percent'),
      pages: number(0, 60, 'Pages in the last 30 days'),
      onCall: boolean(0.8, 'Somebody is on call'),
    },
  },
  {
    id: 'documentation',
    title: 'Documentation',
    absent: 0.06,
    fields: {
      pages: number(0, 80, 'Pages of documentation'),
      updatedDays: number(0, 700, 'Since the last change'),
      readme: boolean(0.9, 'Has a README'),
      runbook: boolean(0.6, 'Has a runbook'),
      language: string(['en', 'de', 'mixed'], 'Language'),
    },
  },
];

/** The JSON Schema of a source's facts. @internal */
export function schemaOf(source: SourceSpec): JsonObject {
  const properties = Object.entries(source.fields).map(([name, field]) => [
    name,
    {
      type: field.type,
      description: field.description,
      ...(field.type === 'string' && { enum: [...field.values] }),
    },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: Object.keys(source.fields),
    additionalProperties: false,
  };
}
