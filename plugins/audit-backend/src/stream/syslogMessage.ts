import type {
  AuditRecord,
  AuditSeverity,
} from '@daytwo/backstage-plugin-audit-common';
import { toOcsf } from '../export/toOcsf';
import type { StreamFormat, StreamItem } from './StreamTarget';

/** "Log audit", RFC 5424 §6.2.1. */
const FACILITY = 13;
/** The number that RFC 5612 sets aside for examples; organisations have their own. */
export const EXAMPLE_ENTERPRISE = 32473;

const severities: Record<AuditSeverity, number> = {
  low: 6,
  medium: 5,
  high: 4,
  critical: 2,
};

/** Printable ASCII without spaces, as header fields must be; `-` where nothing is left. */
function headerField(value: string, longest: number): string {
  return value.replace(/[^\x21-\x7e]/g, '_').slice(0, longest) || '-';
}

/** RFC 5424 §6.3.3 */
function paramValue(value: string): string {
  return value.replace(/["\\\]]/g, '\\$&').replace(/\p{Cc}/gu, ' ');
}

function structuredData(record: AuditRecord, enterprise: number): string {
  const params = Object.entries({
    seq: String(record.seq),
    plugin: record.plugin,
    event: record.event,
    action: record.action,
    outcome: record.outcome,
    actor: record.actors[0].ref,
    correlation: record.correlationId,
  }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${paramValue(value)}"`],
  );
  return `[daytwo@${enterprise} ${params.join(' ')}]`;
}

/** How messages are written. */
export interface SyslogOptions {
  hostname: string;
  appName: string;
  enterprise: number;
  format: StreamFormat;
}

/**
 * A record as a syslog message, RFC 5424. JSON holds no line breaks and no
 * control characters, so that nobody can write a message of their own into it.
 */
export function syslogMessage(
  item: StreamItem,
  options: SyslogOptions,
): string {
  const { record, body } = item;
  const priority = FACILITY * 8 + severities[record.severity];
  const header = [
    `<${priority}>1`,
    record.at,
    headerField(options.hostname, 255),
    headerField(options.appName, 48),
    '-',
    headerField(record.event, 32),
  ].join(' ');
  const text =
    options.format === 'ocsf' ? JSON.stringify(toOcsf(record)) : body;
  return `${header} ${structuredData(
    record,
    options.enterprise,
  )} \ufeff${text}`;
}

/** Octet counting, RFC 5425 §4.3: the length in bytes, a space, the message. */
export function syslogFrame(message: string): string {
  return `${Buffer.byteLength(message)} ${message}`;
}
