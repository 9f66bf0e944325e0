import {
  clientEventLimits as most,
  type ClientEvent,
} from '@daytwo/backstage-plugin-audit-common';

type Values = NonNullable<AuditAnalyticsEvent['attributes']>;

/** An event of Backstage's analytics, of either frontend system. @public */
export interface AuditAnalyticsEvent {
  action: string;
  subject: string;
  value?: number;
  attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
  context?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** An event as the backend takes it: what is too long is cut. @internal */
export function toClientEvent(
  { action, subject, value, attributes, context }: AuditAnalyticsEvent,
  now: number,
): ClientEvent {
  return {
    action: String(action).slice(0, most.action) || 'unknown',
    subject: String(subject).slice(0, most.subject),
    ...(Number.isFinite(value) && { value }),
    ...(attributes && { attributes: fitting(attributes) }),
    ...(context && { context: fitting(context) }),
    at: new Date(now).toISOString(),
  };
}

function fitting(values: Values): NonNullable<ClientEvent['attributes']> {
  const entries = Object.entries(values).flatMap(([key, value]) => {
    const fits = fittingValue(value);
    return key && fits !== undefined
      ? [[key.slice(0, most.key), fits] as const]
      : [];
  });
  return Object.fromEntries(entries.slice(0, most.attributes));
}

/** What is no text, number or boolean is nothing that analytics has a place for. */
function fittingValue(value: unknown): string | number | boolean | undefined {
  switch (typeof value) {
    case 'string':
      return value.slice(0, most.value);
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return value;
    default:
      return undefined;
  }
}
