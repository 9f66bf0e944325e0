import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { UnreadableError } from '../UnreadableError';
import { ZipFile } from './ZipFile';

/** What is to be verified: one file, or what is in a directory or a ZIP file. */
export interface Source {
  /** A pack has more than the export itself: a manifest, keys, instructions. */
  pack: boolean;
  /** Paths of its files, sorted. */
  names: string[];
  read(name: string): AsyncIterable<Buffer>;
}

const CHUNK = 1024 * 1024;

function readFile(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: CHUNK });
}

async function directory(path: string): Promise<Source> {
  const found = await readdir(path, { recursive: true, withFileTypes: true });
  const names = found
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(path, join(entry.parentPath, entry.name)))
    .map(name => name.split(sep).join('/'))
    .sort();
  return { pack: true, names, read: name => readFile(join(path, name)) };
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(4);
    await file.read(bytes, 0, 4, 0);
    return bytes.toString('latin1') === 'PK\u0003\u0004';
  } finally {
    await file.close();
  }
}

async function zip(path: string): Promise<Source> {
  const file = await ZipFile.open(path);
  const names = file.names.sort();
  return { pack: true, names, read: name => file.read(name) };
}

/**
 * Opens what is to be verified.
 *
 * @throws UnreadableError where it is not there or cannot be read
 */
export async function openSource(path: string): Promise<Source> {
  try {
    if ((await stat(path)).isDirectory()) {
      return await directory(path);
    }
    if (await isZip(path)) {
      return await zip(path);
    }
  } catch (error) {
    throw new UnreadableError((error as Error).message);
  }
  return { pack: false, names: [basename(path)], read: () => readFile(path) };
}

/** A small file, whole. */
export async function readText(source: Source, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of source.read(name)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
