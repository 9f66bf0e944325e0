import { readFile, stat, writeFile } from 'fs/promises';
import { hostname } from 'os';
import { join } from 'path';

/** Names the owner of the directory it is in. */
export const OWNER_FILE = 'owner.json';
/** Signs of life come every minute. */
const SILENT_MS = 150_000;

/** The process that writes to a spool. */
interface Owner {
  host: string;
  pid: number;
  /** When the process began, in ticks since the machine did; where the system tells. */
  ticks?: string;
}

/** Spools that this process has open; a restarted container often gets the same pid. */
const ours = new Set<string>();

/** Says that a spool is this process's. */
export async function takeOwnership(directory: string): Promise<void> {
  const { pid } = process;
  const owner: Owner = { host: hostname(), pid, ticks: await ticksOf(pid) };
  await writeFile(join(directory, OWNER_FILE), JSON.stringify(owner), {
    flush: true,
  });
}

/** Marks a directory as in use by this process, or no longer. */
export function markOpen(directory: string, open: boolean): void {
  if (open) {
    ours.add(directory);
  } else {
    ours.delete(directory);
  }
}

/** Whether this process uses a directory. */
export function isOpen(directory: string): boolean {
  return ours.has(directory);
}

/**
 * Whether the process that wrote to a spool is there no more. On this machine its
 * pid is asked for; of another machine, only whether it gave a sign of life lately.
 */
export async function isOrphan(
  directory: string,
  now: number,
): Promise<boolean> {
  if (isOpen(directory)) {
    return false;
  }
  const path = join(directory, OWNER_FILE);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const owner = text === undefined ? undefined : parseOwner(text);
  if (owner?.host === hostname()) {
    return !(await isRunning(owner));
  }
  const { mtimeMs } = await stat(owner ? path : directory);
  return now - mtimeMs > SILENT_MS;
}

function parseOwner(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}

async function isRunning({ pid, ticks }: Owner): Promise<boolean> {
  if (pid === process.pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return ticks === undefined || ticks === (await ticksOf(pid));
}

/** Field 22 of `/proc/<pid>/stat`; undefined where there is no such file. */
async function ticksOf(pid: number): Promise<string | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
