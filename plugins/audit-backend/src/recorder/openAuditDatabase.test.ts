import { mockServices } from '@backstage/backend-test-utils';
import { isInMemory } from './openAuditDatabase';

const memory = { client: 'better-sqlite3', connection: ':memory:' };
const folder = { directory: './db' };

describe('isInMemory', () => {
  it.each([
    ['a new app', memory, true],
    ['a file by name', { connection: { filename: ':memory:' } }, true],
    ['a folder', { connection: folder }, false],
    ['PostgreSQL', { client: 'pg', connection: { host: 'db' } }, false],
    [
      'a folder for this plugin alone',
      { ...memory, plugin: { audit: { connection: folder } } },
      false,
    ],
    ['nothing', {}, false],
  ])('knows %s', (_, database, expected) => {
    const data = { backend: { database } };
    expect(isInMemory(mockServices.rootConfig({ data }))).toBe(expected);
  });
});
