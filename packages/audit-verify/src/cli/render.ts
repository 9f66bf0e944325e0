import type { Problem } from '../verify/Problems';
import type { Report } from '../verify/Report';
import type { Verdict } from '../verify/verifySource';

/** Text of an export may hold anything; a terminal must not act on it. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/g, '\ufffd');
}

function renderProblem({ line, block, seq, message }: Problem): string {
  const where = [
    ...(block === undefined ? [] : [`block ${block}`]),
    ...(seq === undefined ? [] : [`record ${seq}`]),
    ...(line === undefined ? [] : [`line ${line}`]),
  ].join(', ');
  return plain(where ? `  ✗ ${where}: ${message}` : `  ✗ ${message}`);
}

function renderTrust({ trust, keys }: Report): string[] {
  const signed = keys.map(({ fingerprint }) => `  signed by ${fingerprint}`);
  const advice = {
    key: 'which hangs together with the given key',
    anchor: 'which the given anchor confirms',
    none: 'which only the export itself says: compare it with what you have from elsewhere, or give --key or --anchor',
  };
  return signed.length > 0 ? [...signed, `    ${advice[trust]}`] : [];
}

function renderCounts(report: Report): string[] {
  const { firstBlock, lastBlock, since, until, pruned, unsealed } = report;
  const span =
    firstBlock === undefined
      ? []
      : [`  blocks ${firstBlock} to ${lastBlock}, ${since} to ${until}`];
  return [
    `  ${report.records} records in ${report.blocks} blocks, exported ${report.exportedAt}`,
    ...span,
    ...(pruned ? [`  ${pruned} blocks were pruned by retention`] : []),
    ...(unsealed ? [`  ${unsealed} records are not sealed yet`] : []),
  ];
}

function renderExport(name: string, report: Report): string[] {
  const more = report.problemCount - report.problems.length;
  return [
    plain(name),
    ...renderCounts(report).map(plain),
    ...renderTrust(report),
    ...report.notes.map(note => `  ${plain(note)}`),
    ...report.problems.map(renderProblem),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

/** A verdict in words. */
export function render(verdict: Verdict): string {
  return [
    ...verdict.exports.flatMap(({ name, report }) =>
      renderExport(name, report),
    ),
    ...verdict.problems.map(renderProblem),
    verdict.ok ? 'VERIFIED' : 'TAMPERED',
    '',
  ].join('\n');
}
