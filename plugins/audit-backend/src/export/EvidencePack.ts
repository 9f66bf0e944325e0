import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import archiver, { type Archiver } from 'archiver';
import type { AuditReader } from '../permissions';
import { EVIDENCE_SIGNATURE_CONTEXT, type SealKey } from '../seal/keys/SealKey';
import type { KeyStore } from '../seal/keys/KeyStore';
import { evidenceReadme } from './evidenceReadme';
import type { SealedExporter } from './SealedExporter';

type Content = AsyncIterable<string> | Iterable<string>;

/** What {@link EvidencePack} works with. */
export interface EvidencePackOptions {
  sealed: SealedExporter;
  /** The same records as CSV, for people. */
  csv: (filter: RecordFilter, reader: AuditReader) => Content;
  keys: KeyStore;
  /** What the config says about keeping, redacting and sealing. */
  policy: () => unknown;
  now: () => number;
}

/**
 * A ZIP that stands for itself: records with proofs, the keys, the policy in
 * force, how to verify, and a signed list of the files with their hashes.
 */
export class EvidencePack {
  readonly #o: EvidencePackOptions;

  private constructor(options: EvidencePackOptions) {
    this.#o = options;
  }

  static create(options: EvidencePackOptions): EvidencePack {
    return new EvidencePack(options);
  }

  async *pack(
    filter: RecordFilter,
    reader: AuditReader,
  ): AsyncGenerator<Uint8Array> {
    const zip = archiver('zip', { zlib: { level: 6 } });
    // What goes wrong while it is filled breaks off who reads it.
    const filled = this.#fill(zip, filter, reader).catch(error =>
      zip.destroy(error as Error),
    );
    yield* zip as AsyncIterable<Buffer>;
    await filled;
  }

  async #fill(
    zip: Archiver,
    filter: RecordFilter,
    reader: AuditReader,
  ): Promise<void> {
    const { keys, policy, now } = this.#o;
    const [key, known] = await Promise.all([keys.active(), keys.list()]);
    const createdAt = new Date(now()).toISOString();
    const files: Array<[name: string, content: Content]> = [
      ['README.txt', [evidenceReadme(key.id)]],
      ['records.ndjson', this.#o.sealed.lines(filter, reader)],
      ['records.csv', this.#o.csv(filter, reader)],
      ['policy.json', [`${JSON.stringify(policy(), null, 2)}\n`]],
      ...known.map(({ id, publicKey }): [string, Content] => [
        `keys/${id}.pem`,
        [publicKey],
      ]),
    ];
    const hashes = [];
    for (const [name, content] of files) {
      hashes.push({ name, sha256: await add(zip, name, content) });
    }
    const about = { createdAt, filter, restricted: reader.restricted };
    await addManifest(zip, key, { ...about, key: key.id, files: hashes });
    await zip.finalize();
  }
}

async function addManifest(
  zip: Archiver,
  key: SealKey,
  manifest: object,
): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await add(zip, 'manifest.json', [text]);
  const signature = key.sign(EVIDENCE_SIGNATURE_CONTEXT, text);
  await add(zip, 'manifest.sig', [`${signature}\n`]);
}

/** @returns SHA-256 of what was added, hex */
async function add(
  zip: Archiver,
  name: string,
  content: Content,
): Promise<string> {
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const piece of content) {
      const bytes = Buffer.from(piece, 'utf8');
      hash.update(bytes);
      yield bytes;
    }
  }
  const added = once(zip, 'entry');
  zip.append(Readable.from(hashed(), { objectMode: false }), { name });
  await added;
  return hash.digest('hex');
}
