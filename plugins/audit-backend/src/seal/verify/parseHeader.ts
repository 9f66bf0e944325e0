import {
  blockText,
  type BlockHeader,
} from '@daytwo/backstage-plugin-audit-common';

const FIELDS = 9;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isInstant = (text: unknown) =>
  INSTANT.test(String(text)) && !Number.isNaN(Date.parse(String(text)));

/** Whether its numbers are numbers, and its times are times. */
function isTyped(header: BlockHeader): boolean {
  const { block, firstSeq, lastSeq, since, sealedAt } = header;
  const { root, previous, key } = header;
  return (
    [block, firstSeq, lastSeq].every(Number.isSafeInteger) &&
    [since, sealedAt].every(isInstant) &&
    [root, previous, key].every(value => typeof value === 'string')
  );
}

/** Reads the text of a header; undefined where it is not written like one. */
export function parseHeader(text: string): BlockHeader | undefined {
  try {
    const header = JSON.parse(text) as BlockHeader;
    const isWhole = Object.keys(header).length === FIELDS;
    return isWhole && isTyped(header) && blockText(header) === text
      ? header
      : undefined;
  } catch {
    return undefined;
  }
}
