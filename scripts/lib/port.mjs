import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { UserError } from './UserError.mjs';

/** Reads the port to serve at from the environment. */
export function readPort(env = process.env) {
  const text = env.DAYTWO_PORT ?? '7007';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new UserError(
      `DAYTWO_PORT is '${text}'; it must be a port, 1 to 65535.`,
    );
  }
  return port;
}

/** Refuses a port that somebody else listens on, and says who if the machine tells. */
export async function requireFreePort(port) {
  const problem = await tryToListen(port);
  if (!problem) {
    return;
  }
  if (problem.code !== 'EADDRINUSE') {
    throw new UserError(`Port ${port} cannot be used: ${problem.message}`);
  }
  const owner = await whoListensOn(port);
  throw new UserError(
    `Port ${port} is taken${
      owner ? ` by ${owner}` : ''
    }. Stop that, or choose another port: DAYTWO_PORT=${port + 1} npm start`,
  );
}

function tryToListen(port) {
  return new Promise(resolve => {
    const server = createServer()
      .once('error', resolve)
      .once('listening', () => server.close(() => resolve(undefined)))
      .listen(port);
  });
}

async function whoListensOn(port) {
  try {
    const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
    const { stdout } = await promisify(execFile)('lsof', args);
    const pid = /^p(\d+)/m.exec(stdout)?.[1];
    const command = /^c(.+)/m.exec(stdout)?.[1];
    return pid && `${command} (process ${pid})`;
  } catch {
    return undefined;
  }
}
