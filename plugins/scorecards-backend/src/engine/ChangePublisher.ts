import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  SCORECARDS_CHANNEL,
  unpackStates,
  VERDICT_CHANGED_TOPIC,
  type TransitionCause,
  type VerdictChangedEvent,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { EntityStore } from '../database/entities/EntityStore';
import type { DefinitionStore } from '../database/definitions/DefinitionStore';
import type { TransitionWrite } from '../database/results/insertTransitions';
import { setTimeout } from 'timers/promises';

const PER_EVENT = 500;
const PER_SIGNAL = 100;
/** More changes than this wait in the database instead, as work that is not done yet. */
const MOST_WAITING = 2000;
/** A subscriber that hangs holds up the work no longer than this, each time. */
const LONGEST_WAIT_MS = 1000;

/** What {@link ChangePublisher} works with. */
export interface ChangePublisherOptions {
  events: EventsService;
  signals: SignalsService;
  entities: EntityStore;
  definitions: DefinitionStore;
  logger: LoggerService;
}

type Change = VerdictChangedEvent['changes'][number];

/**
 * Tells others what is stored: other plugins by event, open pages by signal.
 * A failure is only logged: pages also fetch anew by themselves.
 */
export class ChangePublisher {
  readonly #o: ChangePublisherOptions;
  readonly #waiting: TransitionWrite[] = [];
  #publishing: Promise<void> | undefined;

  private constructor(options: ChangePublisherOptions) {
    this.#o = options;
  }

  static create(options: ChangePublisherOptions): ChangePublisher {
    return new ChangePublisher(options);
  }

  /**
   * Published soon, together with what comes meanwhile.
   *
   * @returns when the next batch may come: at once, unless too much waits
   */
  async publish(transitions: readonly TransitionWrite[]): Promise<void> {
    if (transitions.length === 0) {
      return;
    }
    this.#waiting.push(...transitions);
    this.#publishing ??= this.#publishAll();
    if (this.#waiting.length > MOST_WAITING) {
      await Promise.race([
        this.#publishing,
        setTimeout(LONGEST_WAIT_MS, undefined, { ref: false }),
      ]);
    }
  }

  /** Sums of a scorecard were made anew. */
  publishRollup(scorecardRef: string): void {
    this.#signal({ scorecardRefs: [scorecardRef] }).catch(error =>
      this.#o.logger.warn('New sums could not be signalled', error),
    );
  }

  async #publishAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      try {
        await this.#publish(this.#waiting.splice(0, PER_EVENT));
      } catch (error) {
        this.#o.logger.warn(
          'Changed verdicts could not be published',
          error as Error,
        );
      }
    }
    this.#publishing = undefined;
  }

  async #publish(transitions: readonly TransitionWrite[]): Promise<void> {
    const changes = await this.#describe(transitions);
    await this.#o.events.publish({
      topic: VERDICT_CHANGED_TOPIC,
      eventPayload: { changes } satisfies VerdictChangedEvent,
    });
    const refs = [...new Set(changes.map(change => change.entityRef))];
    await this.#signal(refs.length > PER_SIGNAL ? {} : { entityRefs: refs });
  }

  async #describe(transitions: readonly TransitionWrite[]): Promise<Change[]> {
    const refs = await this.#o.entities.refsOf([
      ...new Set(transitions.map(t => t.entity_id)),
    ]);
    const scorecards = new Map(
      (await this.#o.definitions.list()).map(row => [row.id, row.ref]),
    );
    return transitions.flatMap(t => {
      const entityRef = refs.get(t.entity_id);
      const scorecardRef = scorecards.get(t.scorecard_id);
      return entityRef && scorecardRef
        ? [{ scorecardRef, entityRef, ...describeStates(t) }]
        : [];
    });
  }

  async #signal(message: {
    scorecardRefs?: string[];
    entityRefs?: string[];
  }): Promise<void> {
    await this.#o.signals.publish({
      recipients: { type: 'broadcast' },
      channel: SCORECARDS_CHANNEL,
      message,
    });
  }
}

function describeStates(
  t: TransitionWrite,
): Omit<Change, 'scorecardRef' | 'entityRef'> {
  return {
    ...(t.check_id !== null && { checkId: t.check_id }),
    ...(t.from_state !== null && { from: unpackStates(t.from_state)[0] }),
    ...(t.to_state !== null && { to: unpackStates(t.to_state)[0] }),
    cause: t.cause as TransitionCause,
    at: new Date(t.at).toISOString(),
  };
}
