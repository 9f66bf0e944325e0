import {
  blockText,
  type BlockHeader,
} from '@daytwo/backstage-plugin-audit-common';

const FIELDS = 9;

/** Reads the text of a header; undefined where it is not written like one. */
export function parseHeader(text: string): BlockHeader | undefined {
  try {
    const header = JSON.parse(text) as BlockHeader;
    const isWhole = Object.keys(header).length === FIELDS;
    return isWhole && blockText(header) === text ? header : undefined;
  } catch {
    return undefined;
  }
}
