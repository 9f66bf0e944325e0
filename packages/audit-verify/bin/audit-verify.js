#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// In the repository the sources run as they are.
/* eslint-disable-next-line no-restricted-syntax */
const inRepository = existsSync(resolve(__dirname, '../src'));
if (inRepository) {
  require('@backstage/cli/config/nodeTransform.cjs');
}
/* eslint-disable-next-line no-restricted-syntax */
const { run } = inRepository ? require('../src') : require('..');

run(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  error: text => process.stderr.write(text),
}).then(status => {
  process.exitCode = status;
});
