import type { AuditorService } from '@backstage/backend-plugin-api';
import { setTimeout } from 'timers/promises';
import { Random } from '../../generator';
import { words } from '../../generator/words';
import type { AuditorName, Cost, Load, Waits } from './protocol';

const severities = ['low', 'low', 'low', 'low', 'medium'] as const;
const PREPARED = 5_000;

type EventOptions = Parameters<AuditorService['createEvent']>[0];

/** An event as plugins report them: an action on a component. */
function createEvent(seed: number, index: number): EventOptions {
  const random = Random.of(seed, 'event', index);
  const name = `${random.pick(words.things)}-${random.pick(words.roles)}`;
  return {
    eventId: 'entity-review',
    severityLevel: random.pick(severities),
    meta: {
      actionType: random.pick(['open', 'approve', 'comment']),
      entityRef: `component:default/${name}-${random.int(1, 20_000)}`,
    },
  };
}

/** Reports events to an auditor, as plugins do. */
export class LoadDriver {
  readonly #auditors: Record<AuditorName, AuditorService>;
  readonly #events: EventOptions[];

  private constructor(
    auditors: Record<AuditorName, AuditorService>,
    seed: number,
  ) {
    this.#auditors = auditors;
    this.#events = Array.from({ length: PREPARED }, (_, n) =>
      createEvent(seed, n),
    );
  }

  static create(
    auditors: Record<AuditorName, AuditorService>,
    seed: number,
  ): LoadDriver {
    return new LoadDriver(auditors, seed);
  }

  async drive(load: Load & { atOnce: number }): Promise<Cost> {
    const { auditor, first, events, atOnce } = load;
    let next = first;
    return costOf(async () => {
      const report = async () => {
        while (next < first + events) {
          await this.#report(auditor, next++);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, report));
    });
  }

  async pace(load: Load & { perSecond: number }): Promise<Waits> {
    const { auditor, first, events, perSecond } = load;
    const waits: Waits = { start: [], outcome: [] };
    const underWay: Array<Promise<void>> = [];
    const began = performance.now();
    while (underWay.length < events) {
      const due = ((performance.now() - began) / 1000) * perSecond;
      while (underWay.length < Math.min(due, events)) {
        const number = first + underWay.length;
        underWay.push(this.#report(auditor, number, waits));
      }
      await setTimeout(1);
    }
    await Promise.all(underWay);
    return waits;
  }

  async #report(
    auditor: AuditorName,
    number: number,
    waits?: Waits,
  ): Promise<void> {
    const { meta, ...options } = this.#events[number % PREPARED];
    const began = performance.now();
    const event = await this.#auditors[auditor].createEvent({
      ...options,
      meta: { ...meta, number },
    });
    const started = performance.now();
    await event.success();
    waits?.start.push(started - began);
    waits?.outcome.push(performance.now() - started);
  }
}

/** Time and processor time of something. */
export async function costOf(run: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const began = performance.now();
  await run();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1000 };
}
