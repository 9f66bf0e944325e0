import type { Download } from '@daytwo/node-kit';
import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import type { AuditReader } from '../permissions';
import type { RecordFinder } from '../reading';
import type { EvidencePack } from './EvidencePack';
import type { SealedExporter } from './SealedExporter';
import { writeRecords, type PlainFormat } from './writeRecords';

/** What an export is written as. */
export type ExportFormat = PlainFormat | 'sealed' | 'pack';

/** What {@link Exporter} works with. */
export interface ExporterOptions {
  finder: RecordFinder;
  packs: Pick<EvidencePack, 'pack'>;
  sealed: Pick<SealedExporter, 'lines'>;
  now: () => number;
}

const files: Record<ExportFormat, { extension: string; type: string }> = {
  csv: { extension: 'csv', type: 'text/csv' },
  ndjson: { extension: 'ndjson', type: 'application/x-ndjson' },
  ocsf: { extension: 'ocsf.ndjson', type: 'application/x-ndjson' },
  sealed: { extension: 'sealed.ndjson', type: 'application/x-ndjson' },
  pack: { extension: 'zip', type: 'application/zip' },
};

/** Takes records out of the log, oldest first, in constant memory. */
export class Exporter {
  readonly #o: ExporterOptions;

  private constructor(options: ExporterOptions) {
    this.#o = options;
  }

  static create(options: ExporterOptions): Exporter {
    return new Exporter(options);
  }

  export(
    format: ExportFormat,
    filter: RecordFilter,
    reader: AuditReader,
  ): Download {
    const { extension, type } = files[format];
    const stamp = new Date(this.#o.now())
      .toISOString()
      .replace(/[-:]|\.\d+/g, '');
    return {
      filename: `audit-${stamp}.${extension}`,
      type,
      content: this.#content(format, filter, reader),
    };
  }

  #content(
    format: ExportFormat,
    filter: RecordFilter,
    reader: AuditReader,
  ): Download['content'] {
    const { finder, packs, sealed } = this.#o;
    switch (format) {
      case 'pack':
        return packs.pack(filter, reader);
      case 'sealed':
        return sealed.lines(filter, reader);
      default:
        return writeRecords(finder, { format, filter, reader });
    }
  }
}
