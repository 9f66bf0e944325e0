import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { run } from '@daytwo/audit-verify';
import type { RecordFilter } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { databases } from '../__testUtils__/databases';
import { entry } from '../__testUtils__/drafts';
import type { AuditReader } from '../permissions';
import { HoldStore, Retention } from '../seal';
import { createReading } from '../reading';
import { all, has } from '../reading/conditions';
import { sealedLog, withoutGuard } from '../seal/__testUtils__/sealedLog';
import { ProofReader } from '../seal/verify/ProofReader';
import { createExporter } from './createExporter';
import type { ExportFormat } from './Exporter';
import { SealedExporter } from './SealedExporter';

const whole: AuditReader = {
  credentials: mockCredentials.user(),
  condition: all,
  restricted: false,
};
const part: AuditReader = {
  credentials: mockCredentials.user(),
  condition: has('actor', ['user:default/eve']),
  restricted: true,
};

describe.each(databases.eachSupportedId())('exports on %s', id => {
  let knex: Knex;
  let log: Awaited<ReturnType<typeof sealedLog>>;
  let folder: string;

  const options = () => ({
    knex,
    config: new ConfigReader({}),
    sealer: log.sealer,
    keys: log.keys,
    proofs: ProofReader.create(knex),
    finder: createReading({
      knex,
      catalog: { getEntitiesByRefs: jest.fn(), queryEntities: jest.fn() },
      auth: { getOwnServiceCredentials: jest.fn() },
    }).finder,
    now: () => Date.parse('2026-11-24T21:00:00Z'),
  });

  async function textOf(content: AsyncIterable<string | Uint8Array>) {
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  }

  const exported = (format: ExportFormat, filter: RecordFilter = {}) =>
    textOf(createExporter(options()).export(format, filter, whole).content);

  const sealed = (filter: RecordFilter, reader: AuditReader) =>
    textOf(SealedExporter.create(options()).lines(filter, reader));

  async function verify(name: string, content: Buffer) {
    const file = join(folder, name);
    await writeFile(file, content);
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const code = await run([file, '--json'], { out: say, error: say });
    return { code, said };
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
    log = await sealedLog(id, { everyRecords: 50 });
    ({ knex } = log);
    await log.append(120);
    await log.log.append([
      entry('eve', {
        actors: [{ type: 'user', ref: 'user:default/eve' }],
        meta: { note: '=1+1', hostile: '\u2028"\n<script>' },
      }),
    ]);
    await log.append(29);
    await log.sealer.sealAll();
    await log.append(5);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('prove a whole period, and what is not sealed yet', async () => {
    const { code, said } = await verify(
      'chain.ndjson',
      await sealed({ noise: true }, whole),
    );

    expect(JSON.parse(said)).toMatchObject({ ok: true, records: 155 });
    expect(code).toBe(0);
  });

  it('prove each record of what a reader may see', async () => {
    const content = await sealed({}, part);

    expect(content.toString()).not.toContain('user:default/ann');
    expect(await verify('part.ndjson', content)).toMatchObject({ code: 0 });
  });

  it('do not prove what was edited in the database', async () => {
    await withoutGuard(knex, tx =>
      tx('records')
        .where({ seq: 121 })
        .update({ body: knex.raw(`replace(body, 'eve', 'bob')`) }),
    );

    const { code, said } = await verify(
      'edited.ndjson',
      await sealed({ noise: true }, whole),
    );

    expect(code).toBe(1);
    expect(JSON.parse(said).ok).toBe(false);
  });

  it('do not prove a log that a record was deleted from', async () => {
    await withoutGuard(knex, tx => tx('records').where({ seq: 60 }).delete());

    const content = await sealed({ noise: true }, whole);

    expect(await verify('deleted.ndjson', content)).toMatchObject({ code: 1 });
  });

  it('are a pack that stands for itself', async () => {
    const zip = await exported('pack', { actor: ['user:default/eve'] });

    expect(await verify('pack.zip', zip)).toMatchObject({ code: 0 });
  });

  it('are a pack that shows what was done to it', async () => {
    const zip = await exported('pack', { noise: true });
    const at = Math.floor(zip.length / 2);
    zip[at] = (zip[at] + 1) % 256;

    expect((await verify('pack.zip', zip)).code).not.toBe(0);
  });

  it.each<[string, RecordFilter]>([
    ['nobody asked for', { actor: ['user:default/nobody'] }],
    ['is yet to come', { noise: true, from: '2099-01-01T00:00:00Z' }],
    [
      'was before the first record, which its block covers',
      { plugin: ['catalog'], noise: true, to: '2001-01-01T00:00:00Z' },
    ],
  ])('verify where there is nothing: what %s', async (_, filter) => {
    await log.keys.rotate();
    for (const format of ['sealed', 'pack'] as const) {
      const content = await exported(format, filter);
      const found = await verify(`${format}.x`, content);

      expect(JSON.parse(found.said)).toMatchObject({ ok: true, records: 0 });
      expect(found.code).toBe(0);
    }
    for (const format of ['csv', 'ndjson', 'ocsf'] as const) {
      const lines = (await exported(format, filter)).toString().split('\n');
      expect(lines.filter(Boolean)).toHaveLength(format === 'csv' ? 1 : 0);
    }
  });

  it.each<[string, RecordFilter]>([
    ['whole blocks', { noise: true }],
    ['some records', { plugin: ['catalog'], noise: true }],
  ])(
    'verify where the key changes, and records come in, meanwhile: %s',
    async (_, filter) => {
      const content = SealedExporter.create(options()).lines(filter, whole);
      const pieces: string[] = [];
      for await (const piece of content) {
        if (pieces.push(piece) === 1) {
          await log.keys.rotate();
          await log.append(9);
          await log.sealer.sealAll();
        }
      }
      expect(pieces.length).toBeGreaterThan(1);

      const found = await verify('x.ndjson', Buffer.from(pieces.join('')));

      expect(JSON.parse(found.said)).toMatchObject({ ok: true });
      await expect(
        verify('y.ndjson', await sealed(filter, whole)),
      ).resolves.toMatchObject({ code: 0 });
    },
  );

  it.each<[string, RecordFilter]>([
    ['whole blocks', { noise: true }],
    ['some records', { plugin: ['catalog'], noise: true }],
  ])('verify where retention goes on meanwhile: %s', async (_, filter) => {
    const retention = Retention.create({
      ...log,
      policy: { rules: [], defaultDays: 90 },
      holds: HoldStore.create({ knex }),
      logger: mockServices.logger.mock(),
      now: () => Date.now() + 100 * 86_400_000,
    });
    const content = SealedExporter.create(options()).lines(filter, whole);
    const pieces: string[] = [];
    let pruned = 0;
    for await (const piece of content) {
      if (pieces.push(piece) === 1) {
        pruned = (await retention.run()).blocks;
      }
    }
    expect(pruned).toBeGreaterThan(2);

    const found = await verify('x.ndjson', Buffer.from(pieces.join('')));

    expect(JSON.parse(found.said)).toMatchObject({ ok: true });
  });

  it('are there, and say why, where nothing can be sealed any more', async () => {
    await withoutGuard(knex, tx => tx('records').where({ seq: 153 }).delete());

    const lines = await exported('sealed', { actor: ['user:default/eve'] });

    const { code, said } = await verify('sealed.ndjson', lines);
    expect(JSON.parse(said)).toMatchObject({
      ok: true,
      records: 1,
      exports: [
        { report: { about: { sealing: expect.stringContaining('153') } } },
      ],
    });
    expect(code).toBe(0);
    const period = await verify(
      'all.ndjson',
      await sealed({ noise: true }, whole),
    );
    expect(period).toMatchObject({
      code: 1,
      said: expect.stringContaining('153'),
    });
  });

  it.each(['pack', 'sealed', 'ndjson', 'csv'] as const)(
    'end where nobody reads on: %s',
    async format => {
      await log.log.append(
        Array.from({ length: 300 }, (_, n) =>
          entry(`large-${n}`, {
            meta: { text: randomBytes(9000).toString('hex') },
          }),
        ),
      );
      const lost = jest.fn();
      process.on('unhandledRejection', lost);
      const filter = { noise: true };
      const { content } = createExporter(options()).export(
        format,
        filter,
        whole,
      );
      for await (const piece of content) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      await log.append(1);
      const again = (await exported('ndjson')).toString().trim().split('\n');
      process.off('unhandledRejection', lost);

      expect(again).toHaveLength(456);
      expect(lost).not.toHaveBeenCalled();
    },
  );

  it('break off with what went wrong half-way, and not as if all were there', async () => {
    const broken = new Error('the database went away');
    jest.spyOn(log.keys, 'list').mockRejectedValueOnce(broken);

    await expect(exported('pack', { noise: true })).rejects.toThrow(broken);
    jest.spyOn(log.keys, 'list').mockRejectedValueOnce(broken);
    await expect(exported('sealed', { noise: true })).rejects.toThrow(broken);
  });

  it('are lines with proofs where those are asked for', async () => {
    const lines = await exported('sealed', { actor: ['user:default/eve'] });

    const { code, said } = await verify('sealed.ndjson', lines);
    expect(JSON.parse(said)).toMatchObject({ ok: true, records: 1 });
    expect(code).toBe(0);
  });

  it('are lines of JSON and of CSV, oldest first', async () => {
    const lines = (await exported('ndjson')).toString().trim().split('\n');
    const csv = (await exported('csv')).toString().split('\r\n');

    expect(lines.map(line => JSON.parse(line).seq)).toEqual(
      lines.map((_, n) => n + 1),
    );
    expect(lines).toHaveLength(155);
    expect(csv).toHaveLength(157);
  });
});
