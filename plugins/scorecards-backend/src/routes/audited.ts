import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { assertError } from '@backstage/errors';
import type { Request } from 'express';

/** A mutation, as the audit log names it. */
export interface AuditedAction {
  eventId: 'fact-write' | 'entity-refresh';
  meta: { actionType: string } & JsonObject;
  request?: Request;
}

/**
 * Runs a mutation between the two records of it: that it was asked for, and what
 * came of it.
 *
 * @param describe - what of the outcome is worth a record
 */
export async function audited<T>(
  auditor: AuditorService,
  action: AuditedAction,
  run: () => Promise<T>,
  describe: (result: T) => JsonObject,
): Promise<T> {
  const event = await auditor.createEvent({
    ...action,
    severityLevel: 'medium',
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
