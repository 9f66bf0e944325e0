import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { signatureHeaders } from '../stream/signatureHeaders';
import type { AlertRule } from './AlertRule';

const AT_ONCE = 20;
/** An alert that could not be told so often, over some hours, is given up. */
const MOST_FAILURES = 20;
const LEAST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 900_000;
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
      .where(due =>
        due.whereNull('next_at').orWhere('next_at', '<=', this.#o.now()),
      )
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
      const pause = LEAST_PAUSE_MS * 2 ** alert.failures;
      await row().update({
        failures: alert.failures + 1,
        next_at: now() + Math.min(LONGEST_PAUSE_MS, pause),
      });
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
    const response = await send(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_MS),
      headers: {
        'Content-Type': 'application/json',
        ...signatureHeaders(body, { secret, now: now() }),
      },
      body,
    });
    await response.body?.cancel();
    if (!response.ok) {
      throw new Error(`the webhook answered ${response.status}`);
    }
  }
}
