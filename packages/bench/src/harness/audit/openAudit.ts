import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { migrate } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { DataPlace } from '../BenchDatabase';

const migrations = resolvePackagePath(
  '@daytwo/backstage-plugin-audit-backend',
  'migrations',
);

/** Opens the database of the audit plugin, its schema up to date. */
export async function openAudit(place: DataPlace): Promise<Knex> {
  const knex = await place.open('audit');
  await migrate(knex, migrations);
  return knex;
}
