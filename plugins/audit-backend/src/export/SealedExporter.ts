import type { JsonObject } from '@backstage/types';
import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import type { AuditReader } from '../permissions';
import type { RecordFinder } from '../reading';
import {
  ProofExport,
  SealedExport,
  type KeyStore,
  type ProofReader,
  type Sealer,
} from '../seal';
import type { Knex } from 'knex';

/** What {@link SealedExporter} works with. */
export interface SealedExporterOptions {
  knex: Knex;
  finder: RecordFinder;
  sealer: Pick<Sealer, 'sealAll'>;
  keys: KeyStore;
  proofs: ProofReader;
  now: () => number;
}

/** Writes records so that `audit-verify` can prove them, offline. */
export class SealedExporter {
  readonly #o: SealedExporterOptions;

  private constructor(options: SealedExporterOptions) {
    this.#o = options;
  }

  static create(options: SealedExporterOptions): SealedExporter {
    return new SealedExporter(options);
  }

  /**
   * Pieces of NDJSON. Who may see everything, and asks for everything of a
   * period, gets whole blocks; all others get their records with a proof each.
   */
  async *lines(
    filter: RecordFilter,
    reader: AuditReader,
  ): AsyncGenerator<string> {
    const { sealer, finder } = this.#o;
    const sealing = await problemOf(sealer.sealAll());
    const scope = await finder.scope(filter, reader.condition);
    const about: JsonObject = {
      filter: JSON.parse(JSON.stringify(filter)),
      restricted: reader.restricted,
      ...(sealing && { sealing }),
    };
    if (!reader.restricted && isWholePeriod(filter)) {
      const { from, below } = scope;
      yield* SealedExport.create(this.#o).chain({
        fromSeq: from,
        toSeq: filter.to ? below - 1 : undefined,
        about,
      });
    } else {
      const pages = finder.stream({ ...scope, order: 'oldest' });
      yield* ProofExport.create(this.#o).proofs(bodiesOf(pages), { about });
    }
  }
}

/** What is sealed is evidence, all the more where nothing more can be sealed. */
function problemOf(sealed: Promise<unknown>): Promise<string | undefined> {
  return sealed.then(
    () => undefined,
    (error: Error) => error.message,
  );
}

async function* bodiesOf(pages: ReturnType<RecordFinder['stream']>) {
  for await (const page of pages) {
    yield* page.map(({ record, body }) => ({ seq: record.seq, body }));
  }
}

/** Nothing is filtered but time, and nothing is hidden. */
function isWholePeriod({ from, to, noise, ...rest }: RecordFilter): boolean {
  return (
    noise === true && Object.values(rest).every(value => value === undefined)
  );
}
