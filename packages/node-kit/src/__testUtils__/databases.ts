import { TestDatabases } from '@backstage/backend-test-utils';

/** Both databases that we support; the second one is a real server. */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
});

/** Migrations that make a table `things`. */
export const directory = `${__dirname}/migrations`;
