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

const PER_EVENT = 500;
const PER_SIGNAL = 100;

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
 * Nobody waits for it, and a failure is only logged: pages also fetch anew by
 * themselves.
 */
export class ChangePublisher {
  readonly #o: ChangePublisherOptions;

  private constructor(options: ChangePublisherOptions) {
    this.#o = options;
  }

  static create(options: ChangePublisherOptions): ChangePublisher {
    return new ChangePublisher(options);
  }

  publish(transitions: readonly TransitionWrite[]): void {
    this.#publish(transitions).catch(error =>
      this.#o.logger.warn('Changed verdicts could not be published', error),
    );
  }

  /** Sums of a scorecard were made anew. */
  publishRollup(scorecardRef: string): void {
    this.#signal({ scorecardRefs: [scorecardRef] }).catch(error =>
      this.#o.logger.warn('New sums could not be signalled', error),
    );
  }

  async #publish(transitions: readonly TransitionWrite[]): Promise<void> {
    for (let at = 0; at < transitions.length; at += PER_EVENT) {
      const changes = await this.#describe(
        transitions.slice(at, at + PER_EVENT),
      );
      await this.#o.events.publish({
        topic: VERDICT_CHANGED_TOPIC,
        eventPayload: { changes } satisfies VerdictChangedEvent,
      });
      const refs = [...new Set(changes.map(change => change.entityRef))];
      await this.#signal(refs.length > PER_SIGNAL ? {} : { entityRefs: refs });
    }
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
