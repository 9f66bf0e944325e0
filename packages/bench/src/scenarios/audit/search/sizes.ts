import { isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { createDraft } from '../../../generator/audit';
import { AuditLog } from '../../../auditInternals';

const AT_ONCE = 500;

/** Bytes of all that grows with records, indexes included. */
export async function sizeOf(knex: Knex): Promise<number> {
  if (!isPostgres(knex)) {
    const [{ bytes }] = rawRows<{ bytes: number }>(
      await knex.raw(
        `SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`,
      ),
    );
    return bytes;
  }
  const [{ bytes }] = rawRows<{ bytes: string }>(
    await knex.raw(
      `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
       WHERE relkind = 'r' AND (relname = 'names' OR relname LIKE 'records\\_%')`,
    ),
  );
  return Number(bytes);
}

/** Characters of a record's text, on average. */
export async function lengthOf(knex: Knex): Promise<number> {
  const [{ length }] = rawRows<{ length: number | string }>(
    await knex.raw(
      'SELECT avg(length(body)) AS length FROM records WHERE seq % 100 = 0',
    ),
  );
  return Math.round(Number(length));
}

/** Appends records as the backend does in use: what is written so is not as dense as what is filled in at once. */
export async function appendLive(
  knex: Knex,
  options: { seed: number; first: number; count: number },
): Promise<void> {
  const { seed, first, count } = options;
  const log = AuditLog.create(knex);
  await log.ensurePartitions(Date.now());
  for (let n = 0; n < count; n += AT_ONCE) {
    const at = Date.now();
    const length = Math.min(AT_ONCE, count - n);
    const drafts = Array.from({ length }, (_, m) =>
      createDraft({ seed, index: first + n + m, share: 1, at }),
    );
    await log.append(drafts.map(draft => ({ kind: 'record', draft })));
  }
}
