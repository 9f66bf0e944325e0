import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Everything that the scripts make for themselves; ignored by git, safe to delete. */
export const workDir = join(root, '.daytwo');

export const inRoot = (...parts) => join(root, ...parts);
export const inWorkDir = (...parts) => join(workDir, ...parts);
