import { endText, type EndLine } from '../format/lines';
import { isSignature } from '../format/signatures';
import { GENESIS } from './BlockChain';
import type { KeyPath } from './KeyPath';

/** What went by before the last line. */
export interface Seen {
  records: number;
  blocks: number;
  lastBlockHash?: string;
  sha256: string;
}

/** What the last line says that is not so. */
export function endProblems(
  line: EndLine,
  seen: Seen,
  keys: KeyPath,
): string[] {
  const problems: string[] = [];
  if (line.records !== seen.records) {
    problems.push(`there are ${seen.records} records, of ${line.records}`);
  }
  if (line.blocks !== seen.blocks) {
    problems.push(`there are ${seen.blocks} blocks, of ${line.blocks}`);
  }
  if (line.lastBlockHash !== (seen.lastBlockHash ?? GENESIS)) {
    problems.push('the last block is not the one that was exported last');
  }
  if (line.sha256 !== seen.sha256) {
    problems.push('some byte of the file is not what was exported');
  }
  return [...problems, ...signatureProblems(line, keys)];
}

function signatureProblems(line: EndLine, keys: KeyPath): string[] {
  const by = keys.mayBeSignedBy(line.key);
  if ('problem' in by) {
    return [`the export ${by.problem}`];
  }
  const { signature } = line;
  const text = endText(line);
  if (!isSignature({ context: 'export', text, signature, by: by.key })) {
    return [`the export was not signed by key ${line.key}`];
  }
  keys.signedBy(line.key);
  return [];
}
