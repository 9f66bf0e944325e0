import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import { openDatabase } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import {
  createCatalog,
  factsOf,
  schemaOf,
  sources,
  type GeneratedCatalog,
} from '../generator';
import {
  CatalogFacts,
  createEngine,
  createRegistry,
  dirtyPriority,
  FactStore,
  migrations,
  MirrorWriter,
  type Engine,
  type FactWrite,
} from '../internals';
import type { DataPlace } from './BenchDatabase';
import { quietLogger } from './stubs';

/** What a world is made from. */
export interface WorldOptions {
  place: DataPlace;
  seed: number;
  components: number;
}

const ENTITIES_PER_PAGE = 500;
const COMPONENTS_PER_FACTS = 1000;

/** Sources of the generated facts as `scorecards` of app-config. */
export function scorecardsConfig(): JsonObject {
  return {
    push: {
      sources: sources.map(source => ({
        id: source.id,
        title: source.title,
        freshness: { days: 7 },
        appliesTo: { kind: 'component' },
        schema: schemaOf(source),
      })),
    },
  };
}

/**
 * A catalog with its facts in a database, and an engine on it that runs only
 * when told to. Everything goes in through the real stores.
 */
export class World {
  readonly catalog: GeneratedCatalog;
  readonly knex: Knex;
  readonly engine: Engine;
  readonly facts: FactStore;
  /** By index of the component. */
  ids: number[] = [];
  /** Evaluations of an entity against a scorecard so far. */
  evaluated = 0;
  /** The clock that all parts go by, milliseconds since the epoch. */
  now = Date.now();
  readonly #options: WorldOptions;
  readonly #mirror: MirrorWriter;

  private constructor(options: WorldOptions, knex: Knex) {
    this.#options = options;
    this.knex = knex;
    this.catalog = createCatalog(options);
    const registry = createRegistry(
      new ConfigReader({ scorecards: scorecardsConfig() }),
      [],
    );
    const now = () => this.now;
    const freshness = (id: string) => registry.get(id)?.freshnessMs;
    this.facts = FactStore.create(knex, { expiryOf: freshness });
    this.engine = createEngine({
      knex,
      logger: quietLogger,
      facts: this.facts,
      environment: RuleEnvironment.create({ facts: registry.factSchemas() }),
      freshness,
      now,
      onBatch: async batch => {
        this.evaluated += batch.evaluated;
      },
    });
    this.#mirror = MirrorWriter.create({
      knex,
      now,
      catalogFacts: CatalogFacts.create(knex, this.facts, now),
      wake: () => {},
    });
  }

  /** Makes the schema and fills it; nothing is left to evaluate. */
  static async create(options: WorldOptions): Promise<World> {
    const knex = await openDatabase({
      database: { getClient: () => options.place.open('scorecards') },
      directory: migrations,
    });
    const world = new World(options, knex);
    await world.#storeEntities();
    await world.storeFacts(0);
    await knex('dirty').delete();
    await world.analyze();
    return world;
  }

  /** Statistics of the tables, which PostgreSQL otherwise makes within a minute. */
  async analyze(): Promise<void> {
    if (this.#options.place.id === 'pg') {
      await this.knex.raw('ANALYZE');
    }
  }

  async close(): Promise<void> {
    await this.knex.destroy();
  }

  /** Facts of all components, of all sources. */
  async storeFacts(round: number): Promise<void> {
    const { seed, components } = this.#options;
    for (let from = 0; from < components; from += COMPONENTS_PER_FACTS) {
      const to = Math.min(from + COMPONENTS_PER_FACTS, components);
      const writes: FactWrite[] = [];
      for (let index = from; index < to; index++) {
        const facts = factsOf({ seed, index, round });
        for (const [source, fact] of Object.entries(facts)) {
          if (fact) {
            writes.push(this.toWrite(index, source, fact));
          }
        }
      }
      await this.store(writes);
    }
  }

  toWrite(index: number, source: string, fact: JsonObject): FactWrite {
    return { entityId: this.ids[index], source, fact, observedAt: this.now };
  }

  async store(writes: readonly FactWrite[]): Promise<void> {
    await this.facts.upsert(writes, {
      now: this.now,
      cause: 'factChanged',
      priority: dirtyPriority.background,
    });
  }

  async apply(scorecard: Entity): Promise<void> {
    await this.engine.definitions.apply(scorecard);
  }

  async #storeEntities(): Promise<void> {
    const { others } = this.catalog;
    for (let at = 0; at < others.length; at += ENTITIES_PER_PAGE) {
      await this.#mirror.store(others.slice(at, at + ENTITIES_PER_PAGE));
    }
    for (const page of this.catalog.componentPages(ENTITIES_PER_PAGE)) {
      await this.#mirror.store(page);
    }
    await this.#readIds();
  }

  async #readIds(): Promise<void> {
    const rows: Array<{ id: number; ref: string }> = await this.knex('entities')
      .where({ kind: 'component' })
      .select('id', 'ref');
    const byRef = new Map(rows.map(row => [row.ref, row.id]));
    this.ids = Array.from({ length: this.#options.components }, (_, index) => {
      const id = byRef.get(this.catalog.componentRef(index));
      if (id === undefined) {
        throw new Error(`Component ${index} was not stored`);
      }
      return id;
    });
  }
}
