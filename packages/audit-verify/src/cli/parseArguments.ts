import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readPublicKey } from '../format/signatures';
import { UnreadableError } from '../UnreadableError';
import type { Anchor } from '../verify/Anchors';
import type { Trusted } from '../verify/ExportVerifier';

/** What the command line says. */
export interface Arguments {
  path: string;
  trusted: Trusted;
  json: boolean;
}

const options = {
  key: { type: 'string', multiple: true },
  anchor: { type: 'string', multiple: true },
  anchors: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ANCHOR = /^(?:(\d+):)?([0-9a-f]{64})$/;

function parseAnchor(text: string): Anchor {
  const [, block, hash] = ANCHOR.exec(text.trim().toLowerCase()) ?? [];
  if (!hash) {
    throw new UnreadableError(
      `--anchor ${text}: must be the hash of a block, 64 hex digits, or number:hash`,
    );
  }
  return block === undefined ? { hash } : { hash, block: Number(block) };
}

/** A file of the seal's file or git anchor: a line of JSON for each. */
function readAnchors(path: string): Anchor[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      line.trim() === ''
        ? []
        : [reading(`line ${index + 1}`, () => readAnchor(line))],
    );
}

function readAnchor(line: string): Anchor {
  const { block, hash } = JSON.parse(line) as Record<string, unknown>;
  return parseAnchor(`${block}:${hash}`);
}

function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UnreadableError(`${what}: ${(error as Error).message}`);
  }
}

/**
 * Reads the command line.
 *
 * @returns undefined where help is wanted
 * @throws UnreadableError saying what is wrong
 */
export function parseArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = reading('arguments', () =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  if (values.help) {
    return undefined;
  }
  if (positionals.length !== 1) {
    throw new UnreadableError('name one file or directory to verify');
  }
  const keys = (values.key ?? []).map(path =>
    reading(`--key ${path}`, () => readPublicKey(readFileSync(path, 'utf8'))),
  );
  const listed = (values.anchors ?? []).flatMap(path =>
    reading(`--anchors ${path}`, () => readAnchors(path)),
  );
  const anchors = [...(values.anchor ?? []).map(parseAnchor), ...listed];
  return {
    path: positionals[0],
    trusted: { keys, anchors },
    json: values.json ?? false,
  };
}
