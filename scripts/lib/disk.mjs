import { statfs } from 'node:fs/promises';
import { UserError } from './UserError.mjs';

const GB = 1024 ** 3;
const inGb = bytes => `${(bytes / GB).toFixed(1)} GB`;

/** Refuses to begin what the disk cannot hold. */
export async function requireDiskSpace(folder, bytes, purpose) {
  // Node before 18.15 cannot tell; then the failing write will.
  const stats = await statfs?.(folder);
  const free = stats ? stats.bavail * stats.bsize : Infinity;
  if (free < bytes) {
    throw new UserError(
      `Not enough disk space to ${purpose}: ${folder} has ${inGb(
        free,
      )} free, ${inGb(bytes)} are needed.`,
    );
  }
}

export const gigabytes = count => count * GB;

/** Recognises a full disk in what a failed command printed. */
export const saysDiskFull = lines =>
  lines.some(line => /ENOSPC|no space left on device/i.test(line));
