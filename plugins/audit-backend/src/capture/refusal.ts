import { ServiceUnavailableError } from '@backstage/errors';

/** What a caller is told whose entry neither the database nor the disk takes. */
export function refusal(
  database: Error | undefined,
  spool: Error,
): ServiceUnavailableError {
  const message = database?.message ?? 'no answer in time';
  return new ServiceUnavailableError(
    `The action cannot be audited and is refused. The audit database: ${message}. The audit spool: ${spool.message}`,
    spool,
  );
}
