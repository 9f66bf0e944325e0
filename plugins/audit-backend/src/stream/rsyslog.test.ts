import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createCertificate } from '../__testUtils__/certificates';
import { draft } from '../__testUtils__/drafts';
import { SyslogTarget } from './SyslogTarget';

const isThere = spawnSync('rsyslogd', ['-v']).status === 0;
const COUNT = 2000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
}

/** The real thing, where it is installed: CI installs it. */
(isThere ? describe : describe.skip)('SyslogTarget and rsyslog', () => {
  const certificate = createCertificate();
  let folder: string;
  let port: number;
  let rsyslog: ChildProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rsyslog-'));
    port = await freePort();
    const path = (name: string) => join(folder, name);
    await writeFile(path('key.pem'), certificate.key);
    await writeFile(path('cert.pem'), certificate.cert);
    await writeFile(
      path('rsyslog.conf'),
      `global(
         workDirectory="${folder}" maxMessageSize="64k"
         defaultNetstreamDriver="gtls"
         defaultNetstreamDriverCAFile="${path('cert.pem')}"
         defaultNetstreamDriverCertFile="${path('cert.pem')}"
         defaultNetstreamDriverKeyFile="${path('key.pem')}")
       module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
       template(name="parsed" type="string" string="%pri% %app-name% %msgid% %structured-data% %msg%\\n")
       input(type="imtcp" port="${port}" address="127.0.0.1")
       action(type="omfile" file="${path(
         'out.log',
       )}" template="parsed" flushOnTXEnd="on")`,
    );
    rsyslog = spawn(
      'rsyslogd',
      ['-n', '-f', path('rsyslog.conf'), '-i', path('pid')],
      { stdio: 'ignore' },
    );
  });

  afterAll(async () => {
    rsyslog.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('understand each other, and nothing is lost', async () => {
    const target = SyslogTarget.create({
      hostname: 'portal.example.com',
      appName: 'daytwo-audit',
      enterprise: 32473,
      format: 'json',
      connection: {
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        ca: certificate.cert,
      },
    });
    const items = Array.from({ length: COUNT }, (_, n) => {
      const record = {
        v: 1,
        seq: n + 1,
        at: new Date(1_700_000_000_000 + n).toISOString(),
        ...draft(`r${n}`, { meta: { text: 'ä "quoted" \n] %s' } }),
      } as const;
      return { record, body: JSON.stringify(record) };
    });
    const { signal } = new AbortController();
    // It takes a moment until it listens.
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        await target.deliver(items, signal);
        break;
      } catch (error) {
        if (!String(error).includes('ECONNREFUSED')) {
          throw error;
        }
        await setTimeout(100);
      }
    }
    const file = join(folder, 'out.log');
    for (
      let wait = 0;
      wait < 100 && (await linesOf(file)).length < COUNT;
      wait++
    ) {
      await setTimeout(100);
    }

    const lines = await linesOf(file);
    expect(lines).toHaveLength(COUNT);
    expect(lines[0]).toMatch(
      /^110 daytwo-audit entity-fetch \[daytwo@32473 seq="1" /,
    );
    expect(lines[COUNT - 1]).toContain(`"seq":${COUNT}`);
  });
});
