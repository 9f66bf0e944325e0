import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  scorecardReadPermission,
  verdictReadPermission,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { DefinitionCatalogue } from '../definitions/DefinitionCatalogue';
import type { LoadedScorecard } from '../definitions/LoadedVersion';
import type { Reader, ReaderService } from '../permissions';

/** What {@link ScorecardAccess} works with. */
export interface ScorecardAccessOptions {
  readers: ReaderService;
  catalogue: Pick<DefinitionCatalogue, 'list' | 'get'>;
}

/** Names a scorecard in a path. */
export interface ScorecardName {
  namespace: string;
  name: string;
}

/** A scorecard that a reader may see. */
export interface ReadableScorecard {
  reader: Reader;
  scorecard: LoadedScorecard;
}

function refuse(permission: { name: string }): never {
  throw new NotAllowedError(
    `This needs the permission ${permission.name}, which you do not have`,
  );
}

/** Loads scorecards as far as a caller may read them. */
export class ScorecardAccess {
  readonly #options: ScorecardAccessOptions;

  private constructor(options: ScorecardAccessOptions) {
    this.#options = options;
  }

  static create(options: ScorecardAccessOptions): ScorecardAccess {
    return new ScorecardAccess(options);
  }

  /** @throws NotAllowedError where no scorecard may be read */
  async reader(credentials: BackstageCredentials): Promise<Reader> {
    const reader = await this.#options.readers.readerFor(credentials);
    return reader.mayReadScorecards ? reader : refuse(scorecardReadPermission);
  }

  /** All that the caller may see, by title. */
  async list(
    credentials: BackstageCredentials,
  ): Promise<{ reader: Reader; scorecards: LoadedScorecard[] }> {
    const reader = await this.reader(credentials);
    const all = await this.#options.catalogue.list();
    return {
      reader,
      scorecards: all.filter(({ row }) => reader.mayReadScorecard(row)),
    };
  }

  /** @throws NotFoundError also where it is there and may not be seen */
  async definition(
    name: ScorecardName,
    credentials: BackstageCredentials,
  ): Promise<ReadableScorecard> {
    const reader = await this.reader(credentials);
    const ref = `scorecard:${name.namespace}/${name.name}`.toLowerCase();
    const scorecard = await this.#options.catalogue.get(ref);
    if (!reader.mayReadScorecard(scorecard.row)) {
      throw new NotFoundError(`There is no scorecard ${ref}`);
    }
    return { reader, scorecard };
  }

  /** The same for one whose verdicts are asked for. */
  async verdicts(
    name: ScorecardName,
    credentials: BackstageCredentials,
  ): Promise<ReadableScorecard> {
    const found = await this.definition(name, credentials);
    return found.reader.mayReadVerdicts(found.scorecard.row)
      ? found
      : refuse(verdictReadPermission);
  }
}
