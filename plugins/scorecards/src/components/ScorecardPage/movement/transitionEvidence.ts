/** What a rule read when a verdict changed. @internal */
export interface TransitionEvidence {
  values: Array<{ text: string; value?: unknown }>;
  /** Why the verdict became unknown or exempt. */
  reason?: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the evidence of a transition, which the contract leaves open: an older
 * record may look different, and then says nothing.
 *
 * @internal
 */
export function transitionEvidence(evidence: unknown): TransitionEvidence {
  if (!isRecord(evidence)) {
    return { values: [] };
  }
  const { values, reason } = evidence;
  return {
    values: (Array.isArray(values) ? values : []).flatMap(item =>
      isRecord(item) && typeof item.text === 'string'
        ? [{ text: item.text, value: item.value }]
        : [],
    ),
    ...(typeof reason === 'string' && { reason }),
  };
}
