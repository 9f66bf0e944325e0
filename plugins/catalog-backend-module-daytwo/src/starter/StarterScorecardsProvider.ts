import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { WantedStarters } from './config';
import { readStarters, type Starter } from './readStarters';

/**
 * Gives the catalog the starter scorecards. Without any it still connects, so
 * that those of an earlier configuration leave the catalog.
 */
export class StarterScorecardsProvider implements EntityProvider {
  readonly #entities: DeferredEntity[];
  readonly #logger: LoggerService;

  /** @throws InputError if there is no starter scorecard of a wanted name */
  static async create(options: {
    wanted: WantedStarters | undefined;
    logger: LoggerService;
  }): Promise<StarterScorecardsProvider> {
    const { wanted, logger } = options;
    const entities = wanted
      ? choose(await readStarters(), wanted.names).map(starter =>
          toDeferred(starter, wanted.owner),
        )
      : [];
    return new StarterScorecardsProvider(entities, logger);
  }

  private constructor(entities: DeferredEntity[], logger: LoggerService) {
    this.#entities = entities;
    this.#logger = logger;
  }

  getProviderName(): string {
    return 'daytwo-starter-scorecards';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await connection.applyMutation({ type: 'full', entities: this.#entities });
    if (this.#entities.length > 0) {
      const names = this.#entities.map(({ entity }) => entity.metadata.name);
      this.#logger.info(`Provided starter scorecards: ${names.join(', ')}`);
    }
  }
}

function choose(starters: Starter[], names: 'all' | string[]): Starter[] {
  if (names === 'all') return starters;
  const byName = new Map(starters.map(s => [s.entity.metadata.name, s]));
  return [...new Set(names)].map(name => {
    const starter = byName.get(name);
    if (starter) return starter;
    const known = [...byName.keys()].join(', ');
    throw new InputError(
      `daytwo.starterScorecards names "${name}", which is not a starter scorecard; there are: ${known}`,
    );
  });
}

function toDeferred({ entity, locationRef }: Starter, owner: string) {
  return {
    entity: ownedBy(entity, owner, locationRef),
    locationKey: locationRef,
  };
}

function ownedBy(entity: Entity, owner: string, locationRef: string): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: locationRef,
        [ANNOTATION_ORIGIN_LOCATION]: locationRef,
      },
    },
    spec: { ...entity.spec, owner },
  };
}
