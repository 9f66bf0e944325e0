import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startProcess, stopProcess } from './processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'daytwo-scripts-'));

const node = (script, options) =>
  startProcess(process.execPath, ['-e', script], {
    output: join(folder, 'log'),
    ...options,
  });

const isAlive = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('keeps the output in a log and its end for a message', async () => {
  const { code, tail } = await node(
    'console.log("one"); console.error("two"); process.exit(3)',
  ).ended;
  assert.equal(code, 3);
  assert.deepEqual([...tail].sort(), ['one', 'two']);
  assert.match(readFileSync(join(folder, 'log'), 'utf8'), /one/);
});

test('tells of a command that is not there', async () => {
  const { ended } = startProcess('no-such-command', [], {
    output: join(folder, 'log'),
  });
  const { code, tail } = await ended;
  assert.notEqual(code, 0);
  assert.match(tail.join(), /ENOENT/);
});

test(
  'stops a process with all that it started',
  { skip: process.platform === 'win32' },
  async () => {
    let grandchild;
    const seen = new Promise(resolve => {
      const script = `
        const { pid } = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
        console.log(pid);
        setInterval(() => {}, 1000);`;
      const { child } = node(script, {
        onLine: line => {
          grandchild = Number(line);
          resolve(child);
        },
      });
    });
    const child = await seen;
    assert.ok(isAlive(grandchild));
    await stopProcess(child);
    // A killed process is gone a moment later, when init has taken note of it.
    for (let tries = 0; isAlive(grandchild) && tries < 100; tries++) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    assert.equal(isAlive(grandchild), false);
  },
);
