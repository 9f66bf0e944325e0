import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { readAll } from '../__testUtils__/readAll';
import { CapturingAuditor } from '../auditor/CapturingAuditor';
import { AuditLog } from '../log/AuditLog';
import { createAuditCapture, type AuditCapture } from './AuditCapture';
import {
  cleanUp,
  draftWith,
  numbered,
  record,
  settingsWith,
  until,
} from './__testUtils__/writers';
import { AuditWriter } from './AuditWriter';

async function capture(): Promise<AuditCapture> {
  const { directory } = (await settingsWith()).spool;
  const data = { audit: { capture: { spool: { directory } } } };
  return createAuditCapture({
    config: mockServices.rootConfig({ data }),
    logger: mockServices.logger.mock(),
  });
}

function auditorOf(shared: AuditCapture) {
  return CapturingAuditor.create({
    inner: mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    }),
    capture: shared,
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth(),
    plugin: { getId: () => 'catalog' },
  });
}

async function count(knex: Knex, table: string): Promise<number> {
  const [{ n }] = await knex(table).count({ n: '*' });
  return Number(n);
}

const idle = (writer: AuditWriter) =>
  until(() => {
    const { state, waiting } = writer.status();
    return state === 'working' && waiting === 0;
  });

afterEach(cleanUp);

describe.each(databases.eachSupportedId())('capture into %p', id => {
  it('stores 2,000 events at once, each start and outcome as one record', async () => {
    const knex = await freshDatabase(id);
    const shared = await capture();
    shared.writer.attach(AuditLog.create(knex));
    const auditor = auditorOf(shared);
    await Promise.all(
      numbered('e', 2000).map(async (name, i) => {
        const meta = { entityRef: `component:default/${name}` };
        const event = await auditor.createEvent({
          eventId: 'entity-mutate',
          severityLevel: 'medium',
          meta,
        });
        await (i % 4 ? event.success() : event.fail({ error: new Error('x') }));
      }),
    );

    // More than fits in memory at once goes by way of the disk.
    await idle(shared.writer);
    const records = await readAll(knex);
    expect(records.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 2000 }, (_, i) => i + 1),
    );
    expect(new Set(records.map(r => r.entities?.[0])).size).toBe(2000);
    expect(records.filter(r => r.outcome === 'failed')).toHaveLength(500);
    expect(await count(knex, 'intents')).toBe(0);
    await shared.writer.stop();
  });

  it('tells nobody of an outage what others did', async () => {
    const knex = await freshDatabase(id);
    const { writer } = await capture();
    writer.attach(AuditLog.create(knex));
    await knex.schema.renameTable('records', 'elsewhere');
    const whisper = draftWith({ meta: { text: 'whisper' } });
    await writer.write({ kind: 'record', draft: whisper });
    const { state, message } = writer.status();
    expect(state).toBe('spooling');
    expect(message).toMatch(/^The database: .*(no such table|does not exist)/);
    expect(message).not.toMatch(/whisper|INSERT/i);

    await knex.schema.renameTable('elsewhere', 'records');
    await idle(writer);
    const outage = (await readAll(knex)).find(r => r.action === 'outage');
    expect(outage?.error?.message).toMatch(/no such table|does not exist/);
    await writer.stop();
  });

  it('keeps a note of what began, where the outcome never comes', async () => {
    const knex = await freshDatabase(id);
    const shared = await capture();
    shared.writer.attach(AuditLog.create(knex));
    await auditorOf(shared).createEvent({
      eventId: 'entity-mutate',
      severityLevel: 'medium',
    });
    expect(await count(knex, 'intents')).toBe(1);
    await shared.writer.stop();
  });

  it('stores what is hostile: NUL, lone surrogates, cycles, secrets, 5 MB', async () => {
    const knex = await freshDatabase(id);
    const shared = await capture();
    shared.writer.attach(AuditLog.create(knex));
    const meta: Record<string, unknown> = {
      nul: 'a\0b',
      surrogate: '\ud800',
      'key\0': '<script>alert(1)</script>',
      formula: '=HYPERLINK("x")',
      ansi: '\u001b[31m\r\nforged line',
      password: 'hunter2',
      huge: 'x'.repeat(5_000_000),
    };
    meta.self = meta;
    const event = await auditorOf(shared).createEvent({
      eventId: 'e\0\ud800',
      meta: meta as never,
    });
    await event.fail({ error: new Error('\0\ud800') });

    const [stored] = await readAll(knex);
    expect(stored).toMatchObject({
      error: { message: '\ufffd\ufffd' },
      meta: {
        nul: 'a\ufffdb',
        surrogate: '\ufffd',
        password: '[redacted]',
        ansi: '\u001b[31m\r\nforged line',
      },
      redacted: ['/meta/password'],
      truncated: ['/meta/huge'],
    });
    expect(await count(knex, 'records')).toBe(1);
    await shared.writer.stop();
  });

  it('stores once and in order what was spooled while the database was away', async () => {
    const knex = await freshDatabase(id);
    const { writer } = await capture();
    const log = AuditLog.create(knex);
    let away = false;
    let lost = 0;
    writer.attach({
      known: batchIds => log.known(batchIds),
      append: async (entries, options) => {
        if (away) {
          throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
        }
        await log.append(entries, options);
        if (lost++ % 3 === 1) {
          throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
        }
      },
    });
    const expected: string[] = [];
    for (let round = 0; round < 18; round++) {
      away = round % 6 > 3;
      const some = numbered(`r${round}`, 40);
      expected.push(...some);
      await Promise.all(some.map(name => writer.write(record(name))));
    }
    away = false;
    lost = -1e9;
    await idle(writer);

    const records = await readAll(knex);
    const ids = records.filter(r => r.plugin === 'catalog').map(r => r.id);
    expect(ids).toEqual(expected);
    expect(records.some(r => r.action === 'outage')).toBe(true);
    await writer.stop();
  }, 90_000);

  it('goes on when all of its connections are cut', async () => {
    const knex = await freshDatabase(id);
    const { writer } = await capture();
    writer.attach(AuditLog.create(knex));
    const all = numbered('a', 3000);
    const written = Promise.all(
      all.map(async (name, i) => {
        if (i === 1500 && id !== 'SQLITE_3') {
          await knex.raw(
            'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
          );
        }
        await writer.write(record(name));
      }),
    );
    await written;
    await idle(writer);
    const ids = (await readAll(knex))
      .map(r => r.id)
      .filter(name => all.includes(name));
    expect(ids).toHaveLength(3000);
    expect(new Set(ids).size).toBe(3000);
    await writer.stop();
  });
});
