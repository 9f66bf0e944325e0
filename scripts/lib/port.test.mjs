import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { readPort, requireFreePort } from './port.mjs';

test('serves at 7007 unless told otherwise', () => {
  assert.equal(readPort({}), 7007);
  assert.equal(readPort({ DAYTWO_PORT: '7100' }), 7100);
});

for (const text of ['', 'abc', '0', '70000', '70.5']) {
  test(`refuses '${text}' as a port`, () => {
    assert.throws(() => readPort({ DAYTWO_PORT: text }), /must be a port/);
  });
}

test('refuses a taken port and says which other one to try', async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  await assert.rejects(requireFreePort(port), error => {
    assert.match(error.message, new RegExp(`Port ${port} is taken`));
    assert.match(
      error.message,
      new RegExp(`DAYTWO_PORT=${port + 1} npm start`),
    );
    return true;
  });
  server.close();
  await once(server, 'close');
  await requireFreePort(port);
});
