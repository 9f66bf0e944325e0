import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { parseEntityYaml } from '@backstage/plugin-catalog-node';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A starter scorecard and where its entity is managed: in this package. */
export interface Starter {
  entity: Entity;
  locationRef: string;
}

const PACKAGE = '@daytwo/backstage-plugin-catalog-backend-module-daytwo';

/** Reads the scorecards that come with this package, in order of their names. */
export async function readStarters(): Promise<Starter[]> {
  const folder = resolvePackagePath(PACKAGE, 'starter');
  const files = (await readdir(folder)).filter(file => file.endsWith('.yaml'));
  return Promise.all(files.sort().map(file => readStarter(folder, file)));
}

async function readStarter(folder: string, file: string): Promise<Starter> {
  const location = {
    type: 'daytwo-starter',
    target: basename(file, '.yaml'),
  };
  const content = await readFile(join(folder, file));
  for (const result of parseEntityYaml(content, location)) {
    if (result.type === 'entity') {
      return {
        entity: result.entity,
        locationRef: `${location.type}:${location.target}`,
      };
    }
    if (result.type === 'error') throw result.error;
  }
  throw new Error(`The starter scorecard ${file} of ${PACKAGE} is empty`);
}
