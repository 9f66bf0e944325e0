import { access, lstat, mkdir, open } from 'fs/promises';
import { dirname } from 'path';

/** Makes the directory entry of a new or renamed file durable. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(dirname(path), 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a directory that only this user can read. The default one is in a
 * folder that all users of the machine share: one that is somebody else's is refused.
 *
 * @throws Error where it belongs to another user or is not a directory
 */
export async function privateDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  const user = process.getuid?.();
  if (!found.isDirectory() || (user !== undefined && found.uid !== user)) {
    throw new Error(
      `The audit spool cannot use ${path}: it is not a directory of this user. Set audit.capture.spool.directory`,
    );
  }
}

/** Whether there is a file or directory. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
