import type { ClientEventBatch } from '@daytwo/backstage-plugin-audit-common';
import type { AuditAnalyticsOptions } from './AuditAnalytics';

/** What came of a batch. @internal */
export type Sent =
  | { result: 'taken' }
  /** This one will never be taken. */
  | { result: 'refused' }
  /** The backend takes none. */
  | { result: 'off' }
  | { result: 'later'; afterMs?: number };

type SendOptions = Pick<AuditAnalyticsOptions, 'discoveryApi' | 'fetchApi'>;

/** Sends a batch, also while the page is being left. Never throws. @internal */
export async function sendBatch(
  batch: ClientEventBatch,
  { discoveryApi, fetchApi }: SendOptions,
): Promise<Sent> {
  try {
    const base = await discoveryApi.getBaseUrl('audit');
    const response = await fetchApi.fetch(`${base}/v1/client-events`, {
      method: 'POST',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(batch),
    });
    return readAnswer(response);
  } catch {
    return { result: 'later' };
  }
}

function readAnswer({ ok, status, headers }: Response): Sent {
  if (ok) {
    return { result: 'taken' };
  }
  switch (status) {
    case 403:
    case 404:
      return { result: 'off' };
    case 400:
    case 413:
      return { result: 'refused' };
    default: {
      const seconds = Number(headers.get('retry-after'));
      return {
        result: 'later',
        ...(seconds > 0 && { afterMs: seconds * 1000 }),
      };
    }
  }
}
