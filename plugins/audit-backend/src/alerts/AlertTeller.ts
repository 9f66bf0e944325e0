import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { createHmac } from 'node:crypto';
import type { Knex } from 'knex';
import type { AlertRule } from './AlertRule';

const AT_ONCE = 20;
/** An alert that could not be told so often is given up, and stays in the log of the backend. */
const MOST_FAILURES = 20;
const LONGEST_MS = 10_000;

/** What {@link AlertTeller} works with. */
export interface AlertTellerOptions {
  knex: Knex;
  rules: readonly AlertRule[];
  notifications: Pick<NotificationService, 'send'>;
  logger: LoggerService;
  now: () => number;
  fetch?: typeof fetch;
}

interface Alert {
  id: number;
  rule: string;
  title: string;
  subject: string;
  at: number | string;
  seq: number | string;
  count: number;
  failures: number;
}

/** Tells people and systems of alerts, until they know. */
export class AlertTeller {
  readonly #o: AlertTellerOptions;

  private constructor(options: AlertTellerOptions) {
    this.#o = options;
  }

  static create(options: AlertTellerOptions): AlertTeller {
    return new AlertTeller(options);
  }

  async step(): Promise<void> {
    const alerts: Alert[] = await this.#o
      .knex('alerts')
      .whereNull('told_at')
      .where('failures', '<', MOST_FAILURES)
      .orderBy('id')
      .limit(AT_ONCE);
    for (const alert of alerts) {
      await this.#tellOnce(alert);
    }
  }

  async #tellOnce(alert: Alert): Promise<void> {
    const { knex, logger, now } = this.#o;
    const row = () => knex('alerts').where({ id: alert.id });
    try {
      await this.#tell(alert);
      await row().update({ told_at: now() });
    } catch (error) {
      logger.warn(
        `The alert "${alert.title}" about ${alert.subject} could not be told: ${error}; it is tried again`,
      );
      await row().increment('failures', 1);
    }
  }

  async #tell(alert: Alert): Promise<void> {
    const rule = this.#o.rules.find(({ id }) => id === alert.rule);
    if (!rule) {
      return;
    }
    if (rule.webhook) {
      await this.#post(rule.webhook, alert);
    }
    if (rule.notify.length > 0) {
      await this.#notify(rule, alert);
    }
  }

  async #notify(rule: AlertRule, alert: Alert): Promise<void> {
    await this.#o.notifications.send({
      recipients: { type: 'entity', entityRef: rule.notify },
      payload: {
        title: alert.title,
        description: `${alert.count} records about ${
          alert.subject || 'the portal'
        }`,
        link: `/audit?record=${alert.seq}`,
        severity: 'high',
        topic: 'audit-alert',
        scope: `audit-alert:${alert.rule}:${alert.subject}`,
      },
    });
  }

  /** Signed as batches of a stream are; the id lets a receiver drop what it has. */
  async #post(
    { url, secret }: NonNullable<AlertRule['webhook']>,
    { id, rule, title, subject, count, at, seq }: Alert,
  ): Promise<void> {
    const { fetch: send = fetch, now } = this.#o;
    const body = JSON.stringify({
      id,
      rule,
      title,
      subject,
      count,
      at: new Date(Number(at)).toISOString(),
      seq: Number(seq),
    });
    const timestamp = String(Math.floor(now() / 1000));
    const signature =
      secret &&
      createHmac('sha256', secret)
        .update(`${timestamp}.${body}`)
        .digest('base64');
    const response = await send(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_MS),
      headers: {
        'Content-Type': 'application/json',
        'X-Daytwo-Timestamp': timestamp,
        ...(signature && { 'X-Daytwo-Signature': `v1,${signature}` }),
      },
      body,
    });
    await response.body?.cancel();
    if (!response.ok) {
      throw new Error(`the webhook answered ${response.status}`);
    }
  }
}
