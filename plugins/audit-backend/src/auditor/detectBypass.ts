import { randomUUID } from 'crypto';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { AuditWriter } from '../capture/AuditWriter';
import { draftOf } from '../capture/entries';

/** What {@link detectBypass} works with. */
export interface DetectBypassOptions {
  /** `coreServices.auditor`, as a plugin gets it. */
  auditor: AuditorService;
  writer: Pick<AuditWriter, 'observe' | 'bypassed'>;
  logger: LoggerService;
}

/** Whether what plugins audit arrives here. */
export type BypassState =
  | { bypassed: false }
  | { bypassed: true; message: string };

const MESSAGE =
  'This portal installs an auditor of its own, which takes the place of the audit log’s: nothing that plugins audit is captured. ' +
  'Wrap yours with CapturingAuditor from @daytwo/backstage-plugin-audit-backend, and both get everything';

/**
 * Finds out whether events reach the audit log: an auditor that the portal adds
 * itself takes the place of ours in silence. Call it once the plugin starts; see
 * `CapturingAuditor` for how to have both.
 */
export async function detectBypass({
  auditor,
  writer,
  logger,
}: DetectBypassOptions): Promise<BypassState> {
  const nonce = randomUUID();
  let arrived = false;
  const stop = writer.observe(entry => {
    arrived ||= draftOf(entry).meta?.nonce === nonce;
  });
  try {
    const event = await auditor.createEvent({
      eventId: 'capture-check',
      meta: { nonce },
    });
    await event.success();
  } finally {
    stop();
  }
  if (arrived) {
    return { bypassed: false };
  }
  writer.bypassed(MESSAGE);
  logger.warn(MESSAGE);
  return { bypassed: true, message: MESSAGE };
}
