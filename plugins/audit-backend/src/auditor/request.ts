import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { AuditRequest } from '@daytwo/backstage-plugin-audit-common';

/** A request of Express. */
export type Request = NonNullable<AuditorServiceCreateEventOptions['request']>;

/** Where a call came from. */
export function requestOf(request: Request): AuditRequest {
  return {
    method: request.method,
    url: request.originalUrl?.slice(0, 2000),
    ip: plainIp(request.ip),
    userAgent: request.get?.('user-agent')?.slice(0, 300),
  };
}

/** An IPv4 address in the clothes of IPv6 is shown as what it is. */
export function plainIp(ip: string | undefined): string | undefined {
  return ip?.replace(/^::ffff:(?=\d{1,3}\.)/i, '');
}
