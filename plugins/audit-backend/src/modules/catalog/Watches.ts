import { parseEntityRef, type Entity } from '@backstage/catalog-model';

/** Of all our kinds. */
const OURS = ['daytwo.dev/v1alpha1'];
/** The same by name, in lower case, where only that is known. */
const OUR_KINDS = ['scorecard'];
const OUR_WATCH = 'daytwo';

type EntityFilter = Record<string, string[]>;

/** Entities that are watched: of our kinds, and of kinds from config. */
export class Watches {
  readonly #kinds: readonly string[];

  private constructor(kinds: readonly string[]) {
    this.#kinds = kinds;
  }

  /** @param kinds - in lower case */
  static create(kinds: readonly string[]): Watches {
    return new Watches(kinds);
  }

  /** Names of the watches; each has a first look of its own. */
  get names(): string[] {
    return [OUR_WATCH, ...this.#kinds.map(kind => `kind:${kind}`)];
  }

  /** Which entities the catalog is asked for: those of any watch. */
  get filter(): EntityFilter | EntityFilter[] {
    const ours = { apiVersion: OURS };
    return this.#kinds.length > 0 ? [ours, { kind: [...this.#kinds] }] : ours;
  }

  /** The one watch that an entity is in, if it is in any. */
  of({ apiVersion, kind }: Pick<Entity, 'apiVersion' | 'kind'>) {
    if (OURS.includes(apiVersion)) {
      return OUR_WATCH;
    }
    return this.#ofKind(kind);
  }

  /** The same of one that is not in the catalog, as far as its name tells. */
  ofRef(ref: string): string | undefined {
    try {
      const { kind } = parseEntityRef(ref);
      const isOurs = OUR_KINDS.includes(kind.toLocaleLowerCase('en-US'));
      return isOurs ? OUR_WATCH : this.#ofKind(kind);
    } catch {
      return undefined;
    }
  }

  #ofKind(kind: string): string | undefined {
    const lower = kind.toLocaleLowerCase('en-US');
    return this.#kinds.includes(lower) ? `kind:${lower}` : undefined;
  }
}
