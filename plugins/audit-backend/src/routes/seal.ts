import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import { audited, type OperationsOf } from '@daytwo/node-kit';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { AuditReaders } from '../permissions';
import type { RecordReader } from '../reading';
import type { ProofReader } from '../seal/verify/ProofReader';
import type { Verifier } from '../seal/verify/Verifier';
import type { StatusReader } from '../status/StatusReader';

/** What {@link sealOperations} needs. */
export interface SealOperationsOptions {
  readers: AuditReaders;
  records: RecordReader;
  proofs: ProofReader;
  verifier: Verifier;
  status: StatusReader;
  auditor: AuditorService;
}

/** The seal: proofs, verification, state. */
export function sealOperations(
  options: SealOperationsOptions,
): Pick<OperationsOf<AuditRoutes>, 'getProof' | 'verify' | 'getStatus'> {
  const { readers, records, proofs, verifier, status, auditor } = options;
  return {
    getProof: async ({ params: { seq }, credentials, request }) => {
      return audited(
        auditor,
        {
          eventId: 'record-read',
          severityLevel: 'low',
          meta: { actionType: 'proof', seq },
          request,
        },
        async () => {
          await records.find(seq, await readers.readerFor(credentials));
          return proofs.proof(seq);
        },
        () => ({}),
      );
    },
    verify: async ({ body, credentials, request }) => {
      return audited(
        auditor,
        { eventId: 'verify', meta: { actionType: 'verify', ...body }, request },
        async () => {
          await requireAll(readers, credentials);
          return verifier.verify(body);
        },
        ({ blocks, records: n, problems }) => ({
          blocks,
          records: n,
          problems: problems.length,
        }),
      );
    },
    getStatus: async ({ credentials }) => {
      await readers.readerFor(credentials);
      return status.read();
    },
  };
}

async function requireAll(
  readers: AuditReaders,
  credentials: BackstageCredentials,
): Promise<void> {
  const { restricted } = await readers.readerFor(credentials);
  if (restricted) {
    throw new NotAllowedError(
      'Verifying the log reads all of it, and you may see a part',
    );
  }
}
