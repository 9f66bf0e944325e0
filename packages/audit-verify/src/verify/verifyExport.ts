import type { PublicKey } from '../format/signatures';
import { LineReader } from '../input/LineReader';
import { ExportVerifier, type Trusted } from './ExportVerifier';
import type { Report } from './Report';

/** An export's report, and how much was read. */
export interface VerifiedExport {
  report: Report;
  bytes: number;
  /** Keys that signed, in order. */
  signers: PublicKey[];
}

/**
 * Verifies an export.
 *
 * @throws UnreadableError where it is not one
 */
export async function verifyExport(
  source: AsyncIterable<Buffer>,
  trusted: Trusted,
): Promise<VerifiedExport> {
  const verifier = new ExportVerifier(trusted);
  const reader = new LineReader((line, before) => verifier.add(line, before));
  const rest = await reader.read(source);
  const report = verifier.finish(rest);
  return { report, bytes: reader.bytes, signers: verifier.signers };
}
