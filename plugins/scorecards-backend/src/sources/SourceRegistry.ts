import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { FactSchemas } from '@daytwo/backstage-plugin-scorecards-common';
import type { RegisteredSource } from './RegisteredSource';

const validId = /^[a-zA-Z][a-zA-Z0-9_]*$/;

/** Words of the rule language, which cannot follow the dot of `facts.`. */
const reserved = new Set(['in', 'true', 'false', 'null', 'as']);

/** Id of the built-in source. */
export const CATALOG_SOURCE = 'catalog';

/** All sources that rules may read, by id. */
export class SourceRegistry {
  readonly #sources = new Map<string, RegisteredSource>();

  private constructor() {}

  static create(): SourceRegistry {
    return new SourceRegistry();
  }

  /**
   * @throws InputError where the id cannot be used in rules
   * @throws ConflictError where the id is taken
   */
  add(source: RegisteredSource): void {
    const { id, mode } = source;
    if (!validId.test(id) || reserved.has(id)) {
      throw new InputError(
        `"${id}" cannot be the id of a source of facts: use letters, digits and underscores, beginning with a letter, such as "sonarqube", so that rules can say facts.sonarqube`,
      );
    }
    if (id === CATALOG_SOURCE && mode !== 'builtin') {
      throw new ConflictError(
        `The id "${CATALOG_SOURCE}" belongs to the built-in source of facts; give the ${mode} source another one`,
      );
    }
    const present = this.#sources.get(id);
    if (present) {
      throw new ConflictError(
        `Two sources of facts have the id "${id}": "${present.title}" (${present.mode}) and "${source.title}" (${mode}); ids must be unique`,
      );
    }
    this.#sources.set(id, source);
  }

  list(): RegisteredSource[] {
    return [...this.#sources.values()];
  }

  get(id: string): RegisteredSource | undefined {
    return this.#sources.get(id);
  }

  /**
   * The source that takes reports under this id.
   *
   * @throws NotFoundError where there is none, naming those that there are
   */
  pushSource(id: string): RegisteredSource {
    const source = this.#sources.get(id);
    if (source?.mode === 'push') return source;
    const known = this.list().filter(({ mode }) => mode === 'push');
    const hint = known.length
      ? `the sources that do are: ${known.map(s => s.id).join(', ')}`
      : 'none is configured; see scorecards.push.sources';
    throw new NotFoundError(
      `No source of facts "${id}" takes reports; ${hint}`,
    );
  }

  /** Types of the facts that rules may read. */
  factSchemas(): FactSchemas {
    return Object.fromEntries(
      this.list().map(({ id, schema }) => [id, schema]),
    );
  }
}
