import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { execFileSync } from 'child_process';
import { createHmac } from 'crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { createServer, type IncomingHttpHeaders } from 'http';
import type { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { databases } from '../../__testUtils__/databases';
import { sealedLog } from '../__testUtils__/sealedLog';
import { anchorLine, type Anchor } from './Anchor';
import { Anchoring } from './Anchoring';
import { FileAnchor } from './FileAnchor';
import { GitAnchor } from './GitAnchor';
import { readAnchors } from './readAnchors';
import { WebhookAnchor } from './WebhookAnchor';

jest.setTimeout(60_000);

const block = (number: number) => ({
  block: number,
  hash: `${number}`.padStart(64, 'a'),
  sealedAt: '2026-11-24T20:00:00.000Z',
});

let directory: string;

beforeEach(() => {
  // eslint-disable-next-line no-restricted-syntax -- a test's own directory
  directory = mkdtempSync(join(tmpdir(), 'anchors-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('a file', () => {
  it('has a line for each block, once', async () => {
    const path = join(directory, 'deep', 'anchors.ndjson');
    const anchor = FileAnchor.create(path);
    for (const number of [1, 2, 2]) {
      await anchor.write(block(number));
    }
    await FileAnchor.create(path).write(block(2));
    expect(readFileSync(path, 'utf8')).toBe(
      anchorLine(block(1)) + anchorLine(block(2)),
    );
  });
});

describe('a file whose last line was cut off', () => {
  it('goes on in a line of its own', async () => {
    const path = join(directory, 'anchors.ndjson');
    const cut = anchorLine(block(1)).slice(0, 30);
    writeFileSync(path, cut);

    await FileAnchor.create(path).write(block(1));
    await FileAnchor.create(path).write(block(2));

    expect(readFileSync(path, 'utf8')).toBe(
      `${cut}\n${anchorLine(block(1))}${anchorLine(block(2))}`,
    );
  });
});

describe('a webhook', () => {
  async function served(status: number) {
    const seen: Array<{ body: string; headers: IncomingHttpHeaders }> = [];
    const server = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const { headers } = request;
      seen.push({ body: Buffer.concat(chunks).toString(), headers });
      response.writeHead(status).end();
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const { port } = server.address() as AddressInfo;
    return { seen, server, url: `http://127.0.0.1:${port}/anchor` };
  }

  it('is sent the block, signed as batches of a stream are', async () => {
    const { seen, server, url } = await served(204);
    const now = () => 1_700_000_000_000;
    await WebhookAnchor.create({ url, secret: 'key', now }).write(block(3));
    server.close();
    const [{ body, headers }] = seen;
    const hmac = createHmac('sha256', 'key').update(`1700000000.${body}`);
    expect(JSON.parse(body)).toEqual(block(3));
    expect(headers).toMatchObject({
      'x-daytwo-timestamp': '1700000000',
      'x-daytwo-signature': `v1,${hmac.digest('base64')}`,
    });
  });

  it('that refuses is a failure', async () => {
    const { server, url } = await served(500);
    const anchor = WebhookAnchor.create({ url, secret: 'key' });
    await expect(anchor.write(block(3))).rejects.toThrow('answered 500');
    server.close();
  });

  it('must be HTTPS', () => {
    const url = 'http://example.com/anchor';
    const options = { url, secret: 's' };
    expect(() => WebhookAnchor.create(options)).toThrow('https');
    const meant = WebhookAnchor.create({ ...options, allowInsecure: true });
    expect(meant.name).toBe('webhook http://example.com');
  });
});

describe('a git repository', () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
  const author = { name: 'Audit', email: 'audit@example.com' };

  it('gets a commit for each block, from any replica', async () => {
    const remote = join(directory, 'remote.git');
    mkdirSync(remote);
    git(remote, 'init', '--quiet', '--bare');
    const replica = (name: string) =>
      GitAnchor.create({ directory: join(directory, name), remote, author });
    const [one, two] = [replica('one'), replica('two')];
    await one.write(block(1));
    await two.write(block(2));
    await one.write(block(3));
    await one.write(block(3));
    const log = git(remote, 'log', '--format=%an %s', 'main').split('\n');
    expect(log).toEqual([3, 2, 1].map(n => `Audit Audit log: block ${n}`));
    expect(git(remote, 'show', 'main:audit-anchors.ndjson')).toBe(
      [1, 2, 3]
        .map(n => anchorLine(block(n)))
        .join('')
        .trim(),
    );
  });

  it('says what is missing where git is not installed', async () => {
    const { PATH } = process.env;
    process.env.PATH = directory;
    try {
      const anchor = GitAnchor.create({ directory, author });
      await expect(anchor.write(block(1))).rejects.toThrow(
        'git is not installed',
      );
    } finally {
      process.env.PATH = PATH;
    }
  });
});

describe('anchoring', () => {
  it.each(databases.eachSupportedId())(
    'writes the latest block once, and again where it failed, on %s',
    async id => {
      const { append, knex, sealer } = await sealedLog(id);
      const writes: string[] = [];
      let broken = true;
      const anchor = (name: string): Anchor => ({
        name,
        write: async ({ block: number }) => {
          if (broken && name === 'bad') {
            throw new Error('no');
          }
          writes.push(`${name} ${number}`);
        },
      });
      const logger = mockServices.logger.mock();
      const anchors = [anchor('bad'), anchor('good')];
      const anchoring = Anchoring.create({ knex, anchors, logger });
      await anchoring.run();
      await append(1);
      await sealer.sealAll();
      await anchoring.run();
      await anchoring.run();
      expect(writes).toEqual(['good 1']);
      expect(anchoring.problems).toEqual(['bad: no']);
      expect(logger.error).toHaveBeenCalledTimes(1);
      broken = false;
      await anchoring.run();
      expect(writes).toEqual(['good 1', 'bad 1']);
      expect(anchoring.problems).toEqual([]);
    },
  );
});

describe('audit.seal.anchors', () => {
  const read = (anchors: object[]) =>
    readAnchors(new ConfigReader({ audit: { seal: { anchors } } }));

  it('are read', () => {
    const url = 'https://example.com/anchor';
    const anchors = read([
      { type: 'file', path: '/worm/a' },
      { type: 'webhook', url, secret: 's' },
      { type: 'git', directory: '/git', remote: 'git@example.com:a.git' },
    ]);
    expect(anchors.map(({ name }) => name)).toEqual([
      'file /worm/a',
      'webhook https://example.com',
      'git git@example.com:a.git',
    ]);
    expect(readAnchors(new ConfigReader({}))).toEqual([]);
  });

  it('are refused where the type is unknown', () => {
    expect(() => read([{ type: 'stone' }])).toThrow("not 'stone'");
  });
});
