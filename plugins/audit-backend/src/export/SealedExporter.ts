import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import type { AuditReader } from '../permissions';
import type { RecordFinder } from '../reading';
import { listWitnesses } from '../seal/chain/witnesses';
import type { KeyStore } from '../seal/keys/KeyStore';
import type { ProofReader } from '../seal/verify/ProofReader';
import { chainLines, proofLines } from './sealedContent';
import { SealedLines, type SealedLine } from './SealedLines';

/** What {@link SealedExporter} works with. */
export interface SealedExporterOptions {
  knex: Knex;
  finder: RecordFinder;
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
   * Lines of NDJSON. Who may see everything, and asks for everything of a period,
   * gets whole blocks; all others get their records with a proof each.
   */
  async *lines(
    filter: RecordFilter,
    reader: AuditReader,
  ): AsyncGenerator<string> {
    const { knex, keys, finder, proofs, now } = this.#o;
    const scope = await finder.scope(filter, reader.condition);
    const isWhole = !reader.restricted && isWholePeriod(filter);
    const lines = new SealedLines();
    yield lines.write({
      type: 'header',
      format: 'daytwo-audit',
      version: 1,
      kind: isWhole ? 'chain' : 'proofs',
      exportedAt: new Date(now()).toISOString(),
      about: { filter, restricted: reader.restricted },
    });
    for (const { id, publicKey } of await keys.list()) {
      yield lines.write({ type: 'key', id, publicKey });
    }
    const shown = new Set<string>();
    for await (const line of isWhole
      ? chainLines(knex, scope)
      : proofLines(
          knex,
          proofs,
          finder.stream({ ...scope, order: 'oldest' }),
        )) {
      if (line.type === 'block') {
        shown.add(line.header);
      }
      yield lines.write(line);
    }
    for (const witness of await this.#witnesses(shown)) {
      yield lines.write(witness);
    }
    yield lines.end(await keys.active());
  }

  /** Changes of keys, and what retention pruned: what makes sense of the rest. */
  async #witnesses(shown: ReadonlySet<string>): Promise<SealedLine[]> {
    const all = await listWitnesses(this.#o.knex, [
      'key-rotation',
      'retention',
    ]);
    return all.flatMap(({ header, signature, body }) =>
      shown.has(header) || body === undefined || body === null
        ? []
        : [{ type: 'witness' as const, header, signature, body }],
    );
  }
}

/** Nothing is filtered but time, and nothing is hidden. */
function isWholePeriod({ from, to, noise, ...rest }: RecordFilter): boolean {
  return (
    noise === true && Object.values(rest).every(value => value === undefined)
  );
}
