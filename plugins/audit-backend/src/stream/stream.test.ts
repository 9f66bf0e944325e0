import { mockServices } from '@backstage/backend-test-utils';
import { createHmac } from 'node:crypto';
import type { Knex } from 'knex';
import { createCertificate } from '../__testUtils__/certificates';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { draft, entry } from '../__testUtils__/drafts';
import { SyslogServer } from '../__testUtils__/SyslogServer';
import { AuditLog } from '../log/AuditLog';
import { withoutGuard } from '../seal/__testUtils__/sealedLog';
import { HttpsTarget } from './HttpsTarget';
import { StreamSender } from './StreamSender';
import { TryLaterError, type StreamTarget } from './StreamTarget';
import {
  EXAMPLE_ENTERPRISE,
  syslogFrame,
  syslogMessage,
} from './syslogMessage';
import { SyslogTarget } from './SyslogTarget';

const syslog = {
  hostname: 'portal.example.com',
  appName: 'daytwo-audit',
  enterprise: EXAMPLE_ENTERPRISE,
  format: 'json',
} as const;

const never = new AbortController().signal;

function item(id: string, seq: number, over = {}) {
  const record = {
    v: 1,
    seq,
    at: '2026-11-24T09:12:04.120Z',
    ...draft(id, over),
  } as const;
  return { record, body: JSON.stringify(record) };
}

describe('syslogMessage', () => {
  it('is what RFC 5424 says', () => {
    const one = item('a', 5, { severity: 'high' });

    expect(syslogMessage(one, syslog)).toBe(
      `<108>1 2026-11-24T09:12:04.120Z portal.example.com daytwo-audit - entity-fetch ` +
        `[daytwo@32473 seq="5" plugin="catalog" event="entity-fetch" action="by-name" ` +
        `outcome="succeeded" actor="user:default/ann" correlation="c-a"] \ufeff${one.body}`,
    );
  });

  it('lets nobody write a message of their own into it', () => {
    const evil = 'x"] \n<0>1 - evil';
    const one = item('a', 5, {
      event: evil,
      action: evil,
      meta: { note: '\u001b[31m\n<0>1' },
    });

    const message = syslogMessage(one, syslog);

    // eslint-disable-next-line no-control-regex -- these are what must not be there
    expect(message).not.toMatch(/[\x00-\x1f]/);
    expect(message).toContain('action="x\\"\\]  <0>1 - evil"');
  });

  it('is counted in bytes', () => {
    expect(syslogFrame('ä')).toBe('2 ä');
  });
});

describe('SyslogTarget', () => {
  const certificate = createCertificate();
  let server: SyslogServer;

  const target = (ca: string | undefined = certificate.cert) =>
    SyslogTarget.create({
      ...syslog,
      connection: { host: '127.0.0.1', port: server.port, ca },
    });

  beforeEach(async () => {
    server = await SyslogServer.start(certificate);
  });

  afterEach(() => server.stop());

  it('delivers all of a batch, in order', async () => {
    const items = Array.from({ length: 300 }, (_, n) => item(`r${n}`, n + 1));

    await target().deliver(items, never);

    expect(server.messages).toHaveLength(300);
    expect(server.messages[299]).toContain('seq="300"');
  });

  it('fails where the other side breaks off', async () => {
    server.breakAfter = 3;
    const items = Array.from({ length: 500 }, (_, n) =>
      item(`r${n}`, n + 1, { meta: { text: 'x'.repeat(2000) } }),
    );

    await expect(target().deliver(items, never)).rejects.toThrow();
  });

  it('trusts nobody whose certificate is not vouched for', async () => {
    await expect(
      target(createCertificate().cert).deliver([item('a', 1)], never),
    ).rejects.toThrow(/self.signed|certificate/i);
    expect(server.messages).toEqual([]);
  });
});

describe('HttpsTarget', () => {
  const send = jest.fn<Promise<Response>, Parameters<typeof fetch>>();
  const target = HttpsTarget.create({
    url: 'https://siem.example.com/in',
    headers: { Authorization: 'Bearer abc' },
    secret: 'shared',
    format: 'json',
    fetch: send,
    now: () => 1_700_000_000_000,
  });

  beforeEach(() => send.mockReset());

  it('signs what it sends', async () => {
    send.mockResolvedValue(new Response());
    const items = [item('a', 5), item('b', 6)];

    await target.deliver(items, never);

    const body = `${items[0].body}\n${items[1].body}\n`;
    const mac = createHmac('sha256', 'shared')
      .update(`1700000000.${body}`)
      .digest('base64');
    expect(send.mock.calls[0][1]).toMatchObject({
      body,
      headers: {
        Authorization: 'Bearer abc',
        'X-Daytwo-First-Seq': '5',
        'X-Daytwo-Last-Seq': '6',
        'X-Daytwo-Signature': `v1,${mac}`,
      },
    });
  });

  it.each([
    [429, '30', 30_000],
    [503, '999999', 3_600_000],
  ])('comes again when a %i says', async (status, after, retryAfterMs) => {
    send.mockResolvedValue(
      new Response('', { status, headers: { 'Retry-After': after } }),
    );

    await expect(target.deliver([item('a', 1)], never)).rejects.toMatchObject({
      retryAfterMs,
    });
  });

  it('takes any other answer for a failure', async () => {
    send.mockResolvedValue(new Response('', { status: 500 }));

    await expect(target.deliver([item('a', 1)], never)).rejects.toThrow('500');
  });
});

describe.each(databases.eachSupportedId())('StreamSender on %s', id => {
  let knex: Knex;
  let log: AuditLog;
  let now: number;
  const logger = mockServices.logger.mock();
  const received: number[] = [];
  const target: jest.Mocked<StreamTarget> = { deliver: jest.fn() };

  const sender = () =>
    StreamSender.create({ knex, name: 'siem', target, logger, now: () => now });
  const append = (count: number) =>
    log.append(Array.from({ length: count }, (_, n) => entry(`${now}-${n}`)));

  beforeEach(async () => {
    jest.clearAllMocks();
    received.length = 0;
    now = 1_000_000;
    target.deliver.mockImplementation(async items => {
      received.push(...items.map(({ record }) => record.seq));
    });
    knex = await freshDatabase(id);
    log = AuditLog.create(knex);
    await append(2);
    await sender().run(never);
  });

  it('begins with what comes next', async () => {
    await append(3);
    await sender().run(never);

    expect(received).toEqual([3, 4, 5]);
  });

  it('catches up in order after a week', async () => {
    target.deliver.mockRejectedValueOnce(new Error('no route'));
    await append(1);
    await sender().run(never);
    for (let day = 0; day < 7; day++) {
      now += 86_400_000;
      await append(200);
    }
    await sender().run(never);

    expect(received).toEqual(Array.from({ length: 1401 }, (_, n) => n + 3));
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledTimes(1);
  });

  it('sends no more at once than receivers take', async () => {
    const large = { meta: { text: 'x'.repeat(30_000) } };
    await log.append(
      Array.from({ length: 40 }, (_, n) => entry(`large-${n}`, large)),
    );
    await log.append([
      entry('huge', { meta: { text: 'x'.repeat(500_000) } }),
      entry('small'),
    ]);
    const sizes: number[] = [];
    target.deliver.mockImplementation(async items => {
      received.push(...items.map(({ record }) => record.seq));
      sizes.push(items.reduce((sum, { body }) => sum + body.length, 0));
    });
    await sender().run(never);

    expect(received).toEqual(Array.from({ length: 42 }, (_, n) => n + 3));
    expect(sizes.filter(size => size > 400_000)).toHaveLength(1);
  });

  it('says what was gone before it could be sent', async () => {
    await append(5);
    await withoutGuard(knex, tx =>
      tx('records').whereIn('seq', [3, 5]).delete(),
    );
    await sender().run(never);

    expect(received).toEqual([4, 6, 7]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('leaves out 2 records after 2'),
    );
  });

  it('pauses longer after each failure, and says what failed', async () => {
    await append(1);
    target.deliver.mockRejectedValue(new Error('no route'));
    const pauses: number[] = [];
    for (let n = 0; n < 4; n++) {
      await sender().step(never);
      const row = await knex('stream_cursors')
        .where({ name: 'stream:siem' })
        .first();
      expect(row).toMatchObject({ error: 'no route', failures: n + 1 });
      pauses.push(Number(row.next_at) - now);
      now = Number(row.next_at);
    }

    expect(pauses[3]).toBeGreaterThan(pauses[0] * 4);
  });

  it('does not come before it is asked to', async () => {
    await append(1);
    target.deliver.mockRejectedValueOnce(new TryLaterError('busy', 60_000));
    await sender().step(never);
    now += 59_000;
    await sender().run(never);
    expect(received).toEqual([]);

    now += 1000;
    await sender().run(never);
    expect(received).toEqual([3]);
  });

  it('delivers again what it is not sure of', async () => {
    await append(1);
    target.deliver.mockImplementationOnce(async items => {
      received.push(...items.map(({ record }) => record.seq));
      throw new Error('the answer was lost');
    });
    await sender().step(never);
    now += 10_000;
    await sender().run(never);

    expect(received).toEqual([3, 3]);
  });
});
