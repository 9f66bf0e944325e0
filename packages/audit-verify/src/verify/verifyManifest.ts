import { createHash } from 'node:crypto';
import { isSignature, type PublicKey } from '../format/signatures';
import { readText, type Source } from '../input/Source';
import type { Problem } from './Problems';

const MANIFEST = 'manifest.json';
const SIGNATURE = 'manifest.sig';

interface Manifest {
  key: string;
  files: Array<{ name: string; sha256: string }>;
}

function parse(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Partial<Manifest> | null;
    const known = Array.isArray(value?.files) && typeof value.key === 'string';
    return known ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

async function hashOf(source: Source, name: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source.read(name)) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}

async function fileProblems(
  source: Source,
  { files }: Manifest,
): Promise<string[]> {
  const problems: string[] = [];
  const left = new Set(source.names);
  left.delete(MANIFEST);
  left.delete(SIGNATURE);
  for (const { name, sha256 } of files) {
    if (!left.delete(name)) {
      problems.push(`${name} is missing`);
    } else if ((await hashOf(source, name)) !== sha256) {
      problems.push(`${name} is not what was packed`);
    }
  }
  return [...problems, ...[...left].map(name => `${name} was added`)];
}

/**
 * Verifies the manifest of an evidence pack: its signature by a key of the export,
 * and the hash of each file.
 */
export async function verifyManifest(
  source: Source,
  keys: readonly PublicKey[],
): Promise<Problem[]> {
  if (!source.names.includes(MANIFEST) || !source.names.includes(SIGNATURE)) {
    return [{ message: `${MANIFEST} or ${SIGNATURE} is missing` }];
  }
  const text = await readText(source, MANIFEST);
  const manifest = parse(text);
  if (!manifest) {
    return [{ message: `${MANIFEST} is not a manifest` }];
  }
  const signature = (await readText(source, SIGNATURE)).trim();
  const by = keys.find(({ id }) => id === manifest.key);
  const signed =
    by && isSignature({ context: 'evidence', text, signature, by });
  const problems = await fileProblems(source, manifest);
  return [
    ...(signed ? [] : [`${MANIFEST} was not signed by key ${manifest.key}`]),
    ...problems,
  ].map(message => ({ message }));
}
