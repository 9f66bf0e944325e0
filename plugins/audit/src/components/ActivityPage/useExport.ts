import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { messageOf, saveBlob, useNotice } from '@daytwo/ui-kit';
import { useCallback, useEffect, useRef, useState } from 'react';
import { auditApiRef } from '../../api';
import type { RecordQuery } from '../../filter';
import { useAuditTranslation } from '../../translation';
import { useByteFormat } from '../shared';
import { fileNameOf, readBlob } from './download';

/** Formats of exports. @internal */
export const exportFormats = [
  'csv',
  'ndjson',
  'sealed',
  'ocsf',
  'pack',
] as const;
/** @internal */
export type ExportFormat = (typeof exportFormats)[number];

const endings: Record<ExportFormat, string> = {
  csv: 'csv',
  ndjson: 'ndjson',
  sealed: 'sealed.ndjson',
  ocsf: 'ocsf.ndjson',
  pack: 'zip',
};

/** All records that match, as a file, with the reader's rights. */
function useSave(query: RecordQuery) {
  const api = useApi(auditApiRef);
  const { fetch } = useApi(fetchApiRef);
  return async (
    format: ExportFormat,
    options: { signal: AbortSignal; onProgress: (bytes: number) => void },
  ) => {
    const url = await api.url('exportRecords', { query: { ...query, format } });
    const response = await fetch(url, { signal: options.signal });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const blob = await readBlob(response, options.onProgress);
    const name = fileNameOf(response, `audit.${endings[format]}`);
    saveBlob(blob, name);
    return { name, size: blob.size };
  };
}

/** An export, how far it is, and the way to give it up. @internal */
export function useExport(query: RecordQuery) {
  const { t } = useAuditTranslation();
  const notify = useNotice();
  const bytesOf = useByteFormat();
  const save = useSave(query);
  const controller = useRef<AbortController>();
  const [progress, setProgress] = useState<number>();
  useEffect(() => () => controller.current?.abort(), []);

  const start = async (format: ExportFormat) => {
    const { signal } = (controller.current = new AbortController());
    setProgress(0);
    try {
      const options = { signal, onProgress: setProgress };
      const { name, size } = await save(format, options);
      notify(t('pages.export.done', { name, size: bytesOf(size) }));
    } catch (error) {
      if (signal.aborted) {
        notify(t('pages.export.cancelled'));
      } else {
        const message = messageOf(error as Error);
        notify(t('pages.export.failed', { message }), 'danger');
      }
    } finally {
      setProgress(undefined);
    }
  };
  const cancel = useCallback(() => controller.current?.abort(), []);
  return { progress, start, cancel };
}
