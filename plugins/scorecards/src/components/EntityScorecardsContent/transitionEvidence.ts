import type { VerdictEvidence } from '@daytwo/backstage-plugin-scorecards-common';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function toEvidence(item: unknown): VerdictEvidence[] {
  return isRecord(item) && typeof item.text === 'string'
    ? [{ text: item.text, value: item.value }]
    : [];
}

/**
 * What was read when a verdict changed: `{ values: [{ text, value }], reason }`.
 * What has another shape, from another version, is left out.
 *
 * @internal
 */
export function evidenceOf(evidence: unknown): {
  values: VerdictEvidence[];
  reason?: string;
} {
  if (!isRecord(evidence)) {
    return { values: [] };
  }
  const { values, reason } = evidence;
  return {
    values: Array.isArray(values) ? values.flatMap(toEvidence) : [],
    ...(typeof reason === 'string' && { reason }),
  };
}
