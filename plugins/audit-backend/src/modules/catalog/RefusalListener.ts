import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import type { ChangeRecorder } from './ChangeRecorder';
import type { LookLease } from './LookLease';
import { readable } from './problemOf';
import type { RefusedEntities } from './RefusedEntities';
import type { Watches } from './Watches';

const TOPIC = 'experimental.catalog.errors';

const payloadSchema = z.object({
  entity: z.string(),
  location: z.string().optional(),
  /** Errors; through an event bus, what JSON leaves of them. */
  errors: z.array(z.looseObject({ message: z.unknown().optional() })),
});

/** What {@link RefusalListener} works with. */
export interface RefusalListenerOptions {
  events: Pick<EventsService, 'subscribe'>;
  lease: Pick<LookLease, 'known'>;
  logger: LoggerService;
  now: () => number;
  recorder: ChangeRecorder;
  refused: RefusedEntities;
  watches: Watches;
}

/**
 * Records that the catalog refuses an entity that it never had: a look at the
 * catalog cannot find it. Once, until it is in the catalog or in no file any more.
 */
export class RefusalListener {
  readonly #o: RefusalListenerOptions;

  private constructor(options: RefusalListenerOptions) {
    this.#o = options;
  }

  static create(options: RefusalListenerOptions): RefusalListener {
    return new RefusalListener(options);
  }

  async start(): Promise<void> {
    await this.#o.events.subscribe({
      id: 'audit-catalog-refusals',
      topics: [TOPIC],
      onEvent: async ({ eventPayload }) => this.#hear(eventPayload),
    });
  }

  async #hear(payload: unknown): Promise<void> {
    const { data } = payloadSchema.safeParse(payload);
    const watch = data && this.#o.watches.ofRef(data.entity);
    if (!data || !watch) {
      return;
    }
    try {
      await this.#note(watch, data);
    } catch (error) {
      if (error instanceof ConflictError) {
        // Another replica records it.
        return;
      }
      const message = `That the catalog refuses ${data.entity} could not be recorded`;
      this.#o.logger.error(message, error as Error);
    }
  }

  async #note(watch: string, payload: z.output<typeof payloadSchema>) {
    const { lease, now, recorder, refused } = this.#o;
    const { entity: ref, location, errors } = payload;
    const at = now();
    // What was refused before anybody looked is not news.
    const isNews = (await lease.known()).includes(watch);
    if (await refused.isKnown({ watch, ref }, at)) {
      return;
    }
    if (!isNews) {
      await refused.add(ref, at);
      return;
    }
    const messages = errors.map(({ message }) =>
      typeof message === 'string' ? message : undefined,
    );
    const problem = readable(messages);
    const change = { action: 'fail', ref, location, problem, at } as const;
    await recorder.recordAll([change], tx => refused.in(tx).add(ref, at));
  }
}
