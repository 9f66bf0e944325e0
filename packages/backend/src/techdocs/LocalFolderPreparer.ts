import type { Entity } from '@backstage/catalog-model';
import { NotModifiedError } from '@backstage/errors';
import type {
  PreparerBase,
  PreparerOptions,
  PreparerResponse,
} from '@backstage/plugin-techdocs-node';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMkdocsConfig } from './mkdocsConfig';
import { listFiles } from './site';
import { stylesheetPath } from './stylesheet';

/**
 * Finds a local docs folder as TechDocs does, and notices when it has not
 * changed; the standard one renders it anew at every visit and tells readers
 * of a newer version each time.
 */
export class LocalFolderPreparer implements PreparerBase {
  readonly #folders: PreparerBase;

  constructor(folders: PreparerBase) {
    this.#folders = folders;
  }

  shouldCleanPreparedDirectory(): boolean {
    return false;
  }

  async prepare(
    entity: Entity,
    options?: PreparerOptions,
  ): Promise<PreparerResponse> {
    const { preparedDir } = await this.#folders.prepare(entity, options);
    const etag = await hashDocs(preparedDir);
    if (etag === options?.etag) {
      throw new NotModifiedError(`The docs in ${preparedDir} have not changed`);
    }
    return { preparedDir, etag };
  }
}

async function hashDocs(folder: string): Promise<string> {
  const config = await readMkdocsConfig(folder);
  const hash = createHash('sha256');
  hash.update(JSON.stringify([config.siteName, config.nav, stylesheetPath]));
  for (const file of await listFiles(config.docsDir)) {
    hash
      .update(`\0${file}\0`)
      .update(await readFile(join(config.docsDir, file)));
  }
  return hash.digest('hex');
}
