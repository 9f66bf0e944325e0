import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SourceRunStore } from '../database/facts/SourceRunStore';
import type { CatalogMirror } from '../mirror/CatalogMirror';
import { CATALOG_SOURCE } from '../sources/SourceRegistry';

/** What {@link runMirror} works with. */
export interface RunMirrorOptions {
  mirror: CatalogMirror;
  runs: SourceRunStore;
  logger: LoggerService;
  now: () => number;
}

/** A pass over the catalog; how it went shows on the page of sources. */
export async function runMirror(options: RunMirrorOptions): Promise<void> {
  const { mirror, runs, logger, now } = options;
  await runs.started(CATALOG_SOURCE, now());
  try {
    const pass = await mirror.run();
    const { seen, changed, removed, missing } = pass;
    await runs.finished(
      CATALOG_SOURCE,
      { entities: seen, changed, failed: 0 },
      now(),
    );
    if (changed + removed + missing > 0) {
      logger.info('Looked at the catalog', { ...pass });
    }
  } catch (error) {
    const none = { entities: 0, changed: 0, failed: 0 };
    await runs.finished(CATALOG_SOURCE, none, now(), toError(error).message);
    throw error;
  }
}
