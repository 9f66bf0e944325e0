import { openSource } from '../input/Source';
import { UnreadableError } from '../UnreadableError';
import { verifySource } from '../verify/verifySource';
import { parseArguments } from './parseArguments';
import { render } from './render';
import { usage } from './usage';

/** Where the command writes to. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

async function verify(
  args: readonly string[],
  output: Output,
): Promise<number> {
  const parsed = parseArguments(args);
  if (!parsed) {
    output.out(usage);
    return 0;
  }
  const source = await openSource(parsed.path);
  const verdict = await verifySource(source, parsed.trusted);
  output.out(
    parsed.json ? `${JSON.stringify(verdict, null, 2)}\n` : render(verdict),
  );
  return verdict.ok ? 0 : 1;
}

/**
 * Runs the command.
 *
 * @returns its exit status: 0 nothing was tampered with, 1 something was, 2 it
 * cannot be read
 */
export async function run(
  args: readonly string[],
  output: Output,
): Promise<number> {
  try {
    return await verify(args, output);
  } catch (error) {
    const { message } = error as Error;
    const isOurs = error instanceof UnreadableError;
    output.error(
      `audit-verify: ${isOurs ? message : `cannot read: ${message}`}\n`,
    );
    return 2;
  }
}
