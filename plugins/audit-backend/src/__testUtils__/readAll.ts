import {
  auditRecordSchema,
  type AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { readBodies } from '../log';

/** All records of a log, in their order. */
export async function readAll(knex: Knex): Promise<AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const { body } of readBodies(knex, 1, 1e9)) {
    records.push(auditRecordSchema.parse(JSON.parse(body)) as AuditRecord);
  }
  return records;
}
