import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type { DataPlace } from '../../harness/BenchDatabase';
import { ServerProcess } from '../ServerProcess';
import type { AuditCommands, AuditServerOptions } from './protocol';

/** A backend with the audit plugin, in a process of its own. */
export type AuditServer = ServerProcess<AuditCommands>;

/** Starts one on a database, gives it away, and takes it back. */
export async function withAuditServer<T>(
  options: { place: DataPlace } & Omit<
    AuditServerOptions,
    'database' | 'spool'
  >,
  use: (server: AuditServer) => Promise<T>,
): Promise<T> {
  const { place, ...rest } = options;
  const spool = mkdtempSync(join(tmpdir(), 'daytwo-bench-spool-'));
  const given: AuditServerOptions = { ...rest, database: place.config, spool };
  const server: AuditServer = await ServerProcess.run(
    require.resolve('./audit.main'),
    given,
    'ignore',
  );
  try {
    return await use(server);
  } finally {
    await server.stop();
    rmSync(spool, { recursive: true, force: true });
  }
}
