import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import { setTimeout } from 'timers/promises';
import type { AuditServer } from '../../server/audit/startServer';

const LOOK_EVERY = 50;

/** What the backend says of itself. */
export function readStatus(server: AuditServer): Promise<AuditStatus> {
  return server.json<AuditStatus>({ path: '/audit/v1/status' });
}

/** Returns when nothing waits, in memory or on disk. */
export async function waitUntilStored(server: AuditServer): Promise<void> {
  for (;;) {
    const { capture } = await readStatus(server);
    if (capture.state === 'working' && capture.waiting === 0) {
      return;
    }
    await setTimeout(LOOK_EVERY);
  }
}
