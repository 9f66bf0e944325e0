import { createHmac } from 'node:crypto';

/**
 * `X-Daytwo-Timestamp`, seconds, and, where there is a secret,
 * `X-Daytwo-Signature`: `v1,` and the base64 HMAC-SHA256 of `<timestamp>.<body>`.
 */
export function signatureHeaders(
  body: string,
  { secret, now }: { secret?: string; now: number },
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signature =
    secret &&
    createHmac('sha256', secret)
      .update(`${timestamp}.${body}`)
      .digest('base64');
  return {
    'X-Daytwo-Timestamp': timestamp,
    ...(signature && { 'X-Daytwo-Signature': `v1,${signature}` }),
  };
}
