import type { CommandMessage, ServerMessage } from './protocol';

/** Starts a backend and tells what it can be asked to do. */
export type StartServer<Options, Commands extends object> = (
  options: Options,
) => Promise<{ port: number; commands: Commands }>;

function send(message: ServerMessage): void {
  process.send?.(message);
}

async function obey(
  commands: object,
  { id, name, args }: CommandMessage,
): Promise<void> {
  try {
    const command = (
      commands as Record<string, (...a: unknown[]) => Promise<unknown>>
    )[name];
    if (!command) {
      throw new Error(`This server cannot ${name}`);
    }
    send({ type: 'done', id, result: await command(...args) });
  } catch (error) {
    const { stack } = error as Error;
    send({ type: 'failed', id, error: stack ?? String(error) });
  }
}

/**
 * Runs a backend in this process, for the parent that started it. What it is to
 * be comes as the first argument.
 */
export function serve<Options, Commands extends object>(
  start: StartServer<Options, Commands>,
): void {
  // A server without its parent has nothing to do.
  process.on('disconnect', () => process.exit(0));
  start(JSON.parse(process.argv[2]) as Options).then(
    ({ port, commands }) => {
      process.on('message', message =>
        obey(commands, message as CommandMessage),
      );
      send({ type: 'ready', port });
    },
    error => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
}
