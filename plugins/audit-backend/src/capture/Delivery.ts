import { randomUUID } from 'crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  auditSeverities,
  type AuditDraft,
} from '@daytwo/backstage-plugin-audit-common';
import type { Clock } from './clock';
import { draftOf, type AuditSink, type Batch } from './entries';
import type { LogEntry } from '../log/LogEntry';
import { isOutage } from './isOutage';
import { systemDraft } from './systemDraft';
import { withoutStatement } from './withoutStatement';

/** What {@link Delivery} works with. */
export interface DeliveryOptions {
  sink: AuditSink;
  logger: LoggerService;
  clock: Clock;
  writer: string;
  /** A sink that has not answered for so long is taken to be away. */
  timeoutMs: number;
}

/** How a delivery ended: batches that are left because the sink is away, and why. */
export interface Delivered {
  left: Batch[];
  error?: Error;
}

class SinkTimeoutError extends Error {
  override name = 'SinkTimeoutError';

  constructor(ms: number) {
    super(`The audit log has not answered for ${ms} ms`);
  }
}

/**
 * Hands batches to the sink. Where it refuses one, the batch is halved until the
 * entry is found that it will not have; that one is replaced by a record that
 * says so, and blocks nobody.
 *
 * A batch keeps its id, and its halves get ids that follow from it: what was
 * stored although the answer was lost is not stored again.
 */
export class Delivery {
  readonly #o: DeliveryOptions;

  private constructor(options: DeliveryOptions) {
    this.#o = options;
  }

  static create(options: DeliveryOptions): Delivery {
    return new Delivery(options);
  }

  /** In one transaction; where that is refused, without those that are stored already, or in parts. */
  async deliver(batches: readonly Batch[]): Promise<Delivered> {
    if (batches.length === 0) {
      return { left: [] };
    }
    try {
      await this.#append(batches);
      return { left: [] };
    } catch (error) {
      if (isOutage(error)) {
        return { left: [...batches], error };
      }
      return batches.length > 1
        ? this.#apart(batches, error as Error)
        : this.#isolate(batches[0], [], error as Error);
    }
  }

  async #apart(batches: readonly Batch[], error: Error): Promise<Delivered> {
    const ids = batches.map(({ id }) => id);
    let known: readonly string[] = [];
    try {
      known = await this.#inTime(this.#o.sink.known(ids));
    } catch (away) {
      return { left: [...batches], error: away as Error };
    }
    const rest = batches.filter(({ id }) => !known.includes(id));
    if (rest.length < batches.length) {
      return this.deliver(rest);
    }
    const [first, ...others] = batches;
    return others.every(({ entries }) => entries.length === 0)
      ? this.#isolate(first, others, error)
      : this.#inTurn(halves(batches));
  }

  async #inTurn(parts: readonly (readonly Batch[])[]): Promise<Delivered> {
    for (const [i, part] of parts.entries()) {
      const { left, error } = await this.deliver(part);
      if (left.length > 0) {
        return { left: [...left, ...parts.slice(i + 1).flat()], error };
      }
    }
    return { left: [] };
  }

  /**
   * With the last part the id of the whole becomes known, or the next process
   * might store it again. @param marks - of such wholes, without entries
   */
  async #isolate(
    { id, entries }: Batch,
    marks: readonly Batch[],
    error: Error,
  ): Promise<Delivered> {
    if (entries.length <= 1) {
      return this.#replace({ id, entries }, marks, error);
    }
    const [head, tail] = halves(entries);
    return this.#inTurn([
      [{ id: `${id}<`, entries: head }],
      [{ id: `${id}>`, entries: tail }, { id, entries: [] }, ...marks],
    ]);
  }

  /** Once more, as it may have been chance. Where not even the replacement is taken, it is not for the entry. */
  async #replace(
    batch: Batch,
    marks: readonly Batch[],
    error: Error,
  ): Promise<Delivered> {
    const { clock, logger, writer } = this.#o;
    const [refused] = batch.entries;
    const entry = replacement(refused, { error, writer, now: clock.now() });
    if (await this.#isTaken([batch, ...marks])) {
      return { left: [] };
    }
    try {
      await this.#append([
        { id: `${batch.id}!`, entries: [entry] },
        { id: batch.id, entries: [] },
        ...marks,
      ]);
    } catch (again) {
      return { left: [batch, ...marks], error: again as Error };
    }
    const { id, plugin, event } = aboutOf(refused);
    logger.error(
      `The database refuses the audit entry ${id} of ${plugin}.${event}; a record says so in its place`,
      error,
    );
    return { left: [] };
  }

  #isTaken(batches: readonly Batch[]): Promise<boolean> {
    return this.#append(batches).then(
      () => true,
      () => false,
    );
  }

  #append(batches: readonly Batch[]): Promise<unknown> {
    const entries = batches.flatMap(batch => batch.entries);
    const batchIds = batches.map(({ id }) => id);
    return this.#inTime(this.#o.sink.append(entries, { batchIds }));
  }

  #inTime<T>(answer: Promise<T>): Promise<T> {
    const { clock, timeoutMs } = this.#o;
    return new Promise((resolve, reject) => {
      const callOff = clock.after(timeoutMs, () =>
        reject(new SinkTimeoutError(timeoutMs)),
      );
      answer
        .then(resolve, error => reject(withoutStatement(error)))
        .finally(callOff);
    });
  }
}

function halves<T>(items: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

function replacement(
  refused: LogEntry,
  { error, writer, now }: { error: Error; writer: string; now: number },
): LogEntry {
  const { id, correlationId, plugin, event, severity } = aboutOf(refused);
  const kind = refused?.kind;
  const draft = systemDraft({
    id: randomUUID(),
    correlationId,
    action: 'entry-refused',
    severity: auditSeverities.find(known => known === severity) ?? 'high',
    outcome: 'failed',
    startedAt: now,
    meta: { refused: { kind, id, plugin, event } },
    error: { name: error.name, message: error.message.slice(0, 500) },
    writer,
  });
  return { kind: 'record', draft, intentId: intentOf(refused) };
}

function intentOf(entry: LogEntry): string | undefined {
  return entry?.kind === 'record' ? entry.intentId : undefined;
}

/** What a spool of another version holds need not be an entry. */
function aboutOf(entry: LogEntry): Partial<AuditDraft> {
  try {
    return Object(draftOf(entry));
  } catch {
    return {};
  }
}
