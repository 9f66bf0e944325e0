import type { Source } from '../input/Source';
import { UnreadableError } from '../UnreadableError';
import type { Trusted } from './ExportVerifier';
import { Forks } from './Forks';
import type { Problem } from './Problems';
import type { Report } from './Report';
import { verifyExport, type VerifiedExport } from './verifyExport';
import { verifyManifest } from './verifyManifest';

/** What verifying a file, a directory or a ZIP file found. */
export interface Verdict {
  /** Nothing was tampered with, as far as can be known. */
  ok: boolean;
  exports: Array<{ name: string; report: Report }>;
  /** Of the pack as a whole. */
  problems: Problem[];
  records: number;
  bytes: number;
}

function exportsOf(source: Source): string[] {
  const names = source.pack
    ? source.names.filter(name => name.endsWith('.ndjson'))
    : source.names;
  if (names.length === 0) {
    throw new UnreadableError('there is no .ndjson in it');
  }
  return names;
}

async function packProblems(
  source: Source,
  verified: readonly VerifiedExport[],
): Promise<Problem[]> {
  const isPack = source.names.some(name => name.startsWith('manifest.'));
  const signers = verified.flatMap(one => one.signers);
  return source.pack && isPack ? verifyManifest(source, signers) : [];
}

/**
 * Verifies all exports of a source, and that they do not contradict each other.
 *
 * @throws UnreadableError where it cannot be read
 */
export async function verifySource(
  source: Source,
  trusted: Trusted,
): Promise<Verdict> {
  const names = exportsOf(source);
  const forks = new Forks();
  const onBlock = (block: number, hash: string) => forks.add(block, hash);
  const options = names.length > 1 ? { ...trusted, onBlock } : trusted;
  const verified: VerifiedExport[] = [];
  for (const name of names) {
    verified.push(await verifyExport(source.read(name), options));
  }
  const problems = [
    ...forks.problems,
    ...(await packProblems(source, verified)),
  ];
  const reports = verified.map(({ report }) => report);
  return {
    ok:
      problems.length === 0 &&
      reports.every(report => report.problemCount === 0),
    exports: reports.map((report, index) => ({ name: names[index], report })),
    problems,
    records: reports.reduce((sum, one) => sum + one.records + one.unsealed, 0),
    bytes: verified.reduce((sum, one) => sum + one.bytes, 0),
  };
}
