import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { assertError } from '@backstage/errors';
import type { Request } from 'express';

/** A mutation, as the audit log names it. @public */
export interface AuditedAction {
  /** Kebab-case and coarse, such as `fact-write`; the fine part is `meta.actionType`. */
  eventId: string;
  meta: { actionType: string } & JsonObject;
  /** `medium` by default. */
  severityLevel?: AuditorServiceEventSeverityLevel;
  request?: Request;
}

/**
 * Runs a mutation between the two records of it: that it was asked for, and what
 * came of it.
 *
 * @param describe - what of the outcome is worth a record
 *
 * @public
 */
export async function audited<T>(
  auditor: AuditorService,
  action: AuditedAction,
  run: () => Promise<T>,
  describe: (result: T) => JsonObject,
): Promise<T> {
  const event = await auditor.createEvent({
    severityLevel: 'medium',
    ...action,
  });
  try {
    const result = await run();
    await event.success({ meta: describe(result) });
    return result;
  } catch (error) {
    assertError(error);
    await event.fail({ error: error as Error });
    throw error;
  }
}
