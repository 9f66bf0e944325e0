import type { JsonObject } from '@backstage/types';
import { changeFact, factOf, Random, sources } from '../generator';
import type { PreparedFacts, ServerOptions } from './protocol';

/** Facts of one source by index of the component. */
type FactsByIndex = Map<number, JsonObject>;

/**
 * What the outside systems say at the moment: the same for both products, and
 * made beforehand, so that no making of facts is measured.
 */
export class FactFeed {
  readonly #options: Pick<ServerOptions, 'seed' | 'components'>;
  /** All current facts. */
  readonly #facts = new Map<string, FactsByIndex>();
  /** Those that a collection brings. */
  #brought = new Map<string, FactsByIndex>();

  private constructor(options: Pick<ServerOptions, 'seed' | 'components'>) {
    this.#options = options;
  }

  static create(options: Pick<ServerOptions, 'seed' | 'components'>): FactFeed {
    return new FactFeed(options);
  }

  /** @returns how many facts the next collection brings */
  prepare({ round, share, onlyChanged = false }: PreparedFacts): number {
    const changed =
      share === undefined ? this.#renew(round) : this.#change(round, share);
    this.#brought = onlyChanged ? changed : new Map(this.#facts);
    let count = 0;
    this.#brought.forEach(facts => {
      count += facts.size;
    });
    return count;
  }

  /** What a source says, by index of the component. */
  of(source: string): ReadonlyMap<number, JsonObject> {
    return this.#brought.get(source) ?? new Map();
  }

  #renew(round: number): Map<string, FactsByIndex> {
    const { seed, components } = this.#options;
    for (const source of sources) {
      const facts: FactsByIndex = new Map();
      for (let index = 0; index < components; index++) {
        const fact = factOf(source, { seed, index, round });
        if (fact) {
          facts.set(index, fact);
        }
      }
      this.#facts.set(source.id, facts);
    }
    return this.#facts;
  }

  #change(round: number, share: number): Map<string, FactsByIndex> {
    const { seed } = this.#options;
    const changed = new Map<string, FactsByIndex>();
    for (const source of sources) {
      const random = Random.of(seed, 'feed', source.id, round);
      const facts = this.#facts.get(source.id) ?? new Map();
      const picked = random.sample(
        [...facts.keys()],
        Math.ceil(facts.size * share),
      );
      const differing: FactsByIndex = new Map();
      for (const index of picked) {
        const fact = changeFact(source, facts.get(index) ?? {}, random);
        facts.set(index, fact);
        differing.set(index, fact);
      }
      changed.set(source.id, differing);
    }
    return changed;
  }
}
