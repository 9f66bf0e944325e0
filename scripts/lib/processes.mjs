import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const GRACE_MS = 8_000;
const posix = process.platform !== 'win32';
const running = new Set();

/**
 * Starts a process in a group of its own, so that it can be stopped with all
 * that it started. `output` is 'inherit', or a log file that gets everything.
 */
export function startProcess(command, args, { output, onLine, ...options }) {
  const inherit = output === 'inherit';
  const child = spawn(command, args, {
    ...options,
    detached: posix,
    stdio: ['ignore', ...(inherit ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
  });
  running.add(child);
  for (const event of ['exit', 'error']) {
    child.once(event, () => running.delete(child));
  }
  const tail = inherit ? [] : follow(child, output, onLine);
  const ended = new Promise(resolve => {
    child.once('close', (code, signal) =>
      resolve({ code: signal ? 1 : code, tail }),
    );
    // For example a command that is not there.
    child.once('error', error => {
      tail.push(error.message);
      resolve({ code: 127, tail });
    });
  });
  return { child, tail, ended };
}

/** Writes all output to the log and keeps the last lines for an error message. */
function follow(child, logFile, onLine = () => {}) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const tail = [];
  const onText = text => {
    log.write(text);
    for (const line of text.split('\n').filter(Boolean)) {
      tail.push(line);
      tail.splice(0, tail.length - 400);
      onLine(line);
    }
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', onText);
  }
  child.once('close', () => log.end());
  return tail;
}

function signalGroup(child, signal) {
  try {
    if (posix) {
      process.kill(-child.pid, signal);
    } else {
      child.kill(signal);
    }
  } catch {
    // It has ended by itself.
  }
}

/** Stops one process and all that it started. */
export async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) {
    return;
  }
  const exited = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  await exited;
  clearTimeout(timer);
  // Whatever of its group outlived it.
  signalGroup(child, 'SIGKILL');
}

/** Stops everything that was started here. */
export const stopAll = () => Promise.all([...running].map(stopProcess));

/**
 * Runs `onStop` once when somebody wants us gone, after stopping what we
 * started: a signal, or the end of npm, which does not always pass signals on.
 */
export function onStopSignal(onStop) {
  const parent = process.ppid;
  let stopping = false;
  const stop = async () => {
    if (stopping) {
      return;
    }
    stopping = true;
    await stopAll();
    onStop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, stop);
  }
  setInterval(() => process.ppid !== parent && stop(), 1_000).unref();
}
