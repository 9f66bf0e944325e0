import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { DefinitionCatalogue } from '../definitions/DefinitionCatalogue';
import type { LoadedScorecard } from '../definitions/LoadedVersion';
import { digestSlot } from './digestSlot';

/** What {@link DigestSender} works with. */
export interface DigestSenderOptions {
  knex: Knex;
  catalogue: DefinitionCatalogue;
  notifications: NotificationService;
  logger: LoggerService;
  now: () => number;
}

/** How an owner's entities stand on one scorecard. */
interface OwnerSum {
  owner_ref: string;
  entities: number;
  open: number;
  unknown: number;
}

/**
 * Tells owners, at the times that a scorecard names, how their entities stand.
 * Nobody is told whose entities meet all of it. Each time is served once, by
 * one replica; what a failure leaves out is not made up for a day later.
 */
export class DigestSender {
  readonly #o: DigestSenderOptions;

  private constructor(options: DigestSenderOptions) {
    this.#o = options;
  }

  static create(options: DigestSenderOptions): DigestSender {
    return new DigestSender(options);
  }

  /** Sends what is due now. */
  async run(): Promise<void> {
    for (const scorecard of await this.#o.catalogue.list()) {
      const spec = scorecard.running?.definition.notifications;
      const slot = spec && digestSlot(spec, this.#o.now());
      if (slot !== undefined && (await this.#take(scorecard.row.id, slot))) {
        await this.#send(scorecard);
      }
    }
  }

  /** A scorecard that was never served begins with the next time. */
  async #take(scorecardId: number, slot: number): Promise<boolean> {
    const key = `digest/${scorecardId}`;
    const value = String(slot);
    const added = await this.#o
      .knex('marks')
      .insert({ key, value })
      .onConflict('key')
      .ignore()
      .returning('key');
    if (added.length > 0) {
      return false;
    }
    const moved = await this.#o
      .knex('marks')
      .where({ key })
      .whereNot({ value })
      .update({ value });
    return moved > 0;
  }

  async #send(scorecard: LoadedScorecard): Promise<void> {
    const { row } = scorecard;
    for (const owner of await this.#owners(row.id)) {
      try {
        await this.#o.notifications.send({
          recipients: { type: 'entity', entityRef: owner.owner_ref },
          payload: {
            title: `${row.title}: ${owner.open} of your ${owner.entities} entities have checks to mend`,
            description: describeUnknown(owner.unknown),
            link: linkTo(row.ref, owner.owner_ref),
            severity: 'normal',
            topic: 'scorecards',
            scope: `scorecards/${row.ref}`,
          },
        });
      } catch (error) {
        this.#o.logger.warn(
          `Could not tell ${owner.owner_ref} about ${row.ref}`,
          error as Error,
        );
      }
    }
  }

  async #owners(scorecardId: number): Promise<OwnerSum[]> {
    const result = await this.#o.knex.raw(
      `SELECT e.owner_ref, count(*) AS entities,
         sum(CASE WHEN r.passed < r.counted THEN 1 ELSE 0 END) AS open,
         sum(r.counted - r.known) AS unknown
       FROM results r JOIN entities e ON e.id = r.entity_id
       WHERE r.scorecard_id = ? AND e.owner_ref IS NOT NULL
       GROUP BY e.owner_ref
       HAVING sum(CASE WHEN r.passed < r.counted THEN 1 ELSE 0 END) > 0`,
      [scorecardId],
    );
    return rawRows<OwnerSum>(result);
  }
}

function describeUnknown(unknown: number): string {
  return Number(unknown) > 0
    ? `${unknown} verdicts are unknown: facts are missing or too old.`
    : 'Open the list for what to mend first.';
}

function linkTo(scorecardRef: string, ownerRef: string): string {
  const { namespace, name } = parseEntityRef(scorecardRef);
  const query = new URLSearchParams({ tab: 'entities', group: ownerRef });
  return `/scorecards/${namespace}/${name}?${query}`;
}
