import { mockServices } from '@backstage/backend-test-utils';
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { databases } from '../../__testUtils__/databases';
import { readBodies } from '../../log';
import { sealedLog, withoutGuard } from '../__testUtils__/sealedLog';
import { HoldStore } from '../holds/HoldStore';
import { Retention } from '../retention/Retention';
import { ProofReader } from '../verify/ProofReader';
import { ProofExport } from './ProofExport';
import { SealedExport } from './SealedExport';

jest.setTimeout(120_000);

const DAY = 24 * 3600 * 1000;

/** The verifier is run as its users run it: it shares no code with this package. */
const cli = join(
  __dirname,
  '../../../../../packages/audit-verify/bin/audit-verify.js',
);

let directory: string;

beforeEach(() => {
  // eslint-disable-next-line no-restricted-syntax -- a test's own directory
  directory = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function verify(
  pieces: AsyncIterable<string>,
  key?: string,
  change: (text: string) => string = text => text,
) {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
  }
  const path = join(directory, 'export.ndjson');
  writeFileSync(path, change(text));
  const keyPath = join(directory, 'key.pem');
  writeFileSync(keyPath, key ?? '');
  const args = [cli, path, '--json', ...(key ? ['--key', keyPath] : [])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const [{ report }] = JSON.parse(stdout).exports;
  return { status, report };
}

describe.each(databases.eachSupportedId())('exports on %s', id => {
  /** A chain with everything: two keys, an empty block, pruned blocks, an unsealed record. */
  async function everything() {
    const log = await sealedLog(id, { everyRecords: 4 });
    const { knex, sealer, record, keys, clock } = log;
    const [{ publicKey }] = await keys.list();
    await log.append(10);
    await sealer.sealAll();
    clock.now += DAY;
    await sealer.step();
    await keys.rotate();
    await sealer.sealAll();
    const holds = HoldStore.create({ knex });
    const filter = { correlation: 'c-r10' };
    await holds.add({ title: 'Case', filter, createdBy: 'ann' });
    await Retention.create({
      ...{ knex, sealer, record, holds },
      logger: mockServices.logger.mock(),
      policy: { rules: [], defaultDays: 90 },
      now: () => Date.now() + 100 * DAY,
    }).run();
    await log.append(9);
    await sealer.sealAll();
    await log.append(1);
    return { ...log, publicKey, sealed: SealedExport.create({ knex, keys }) };
  }

  it('of the chain verify', async () => {
    const { sealed, publicKey, problems } = await everything();
    const { status, report } = await verify(sealed.chain(), publicKey);
    expect(report).toMatchObject({
      kind: 'chain',
      firstBlock: 1,
      records: 13,
      pruned: 2,
      unsealed: 1,
      trust: 'key',
      problems: [],
      notes: [],
    });
    expect(status).toBe(0);
    expect(await problems()).toEqual([]);
  });

  it.each([
    [1, 2],
    [3, 4],
    [6, 7],
    [8, 8],
  ])('of blocks %i to %i verify', async (fromBlock, toBlock) => {
    const { sealed, publicKey } = await everything();
    const pieces = sealed.chain({ fromBlock, toBlock });
    const { status, report } = await verify(pieces, publicKey);
    expect(report).toMatchObject({
      firstBlock: fromBlock,
      lastBlock: toBlock,
      problems: [],
      trust: 'key',
    });
    expect(status).toBe(0);
  });

  it.each([
    [{ fromSeq: 1, toSeq: 99 }, [1, 9], 1],
    [{ fromSeq: 11, toSeq: 13 }, [5, 7], 0],
    [{ fromSeq: 23 }, [undefined, undefined], 1],
  ])(
    'of places %j verify',
    async (places, [firstBlock, lastBlock], unsealed) => {
      const { sealed, publicKey } = await everything();
      const { report } = await verify(sealed.chain(places), publicKey);
      expect(report.problems).toEqual([]);
      expect([report.firstBlock, report.lastBlock]).toEqual([
        firstBlock,
        lastBlock,
      ]);
      expect(report.unsealed).toBe(unsealed);
    },
  );

  it('of some records verify by their proofs', async () => {
    const { knex, keys, publicKey } = await everything();
    const proofs = ProofReader.create(knex);
    async function* some() {
      for await (const record of readBodies(knex, 9, 24)) {
        if (record.seq % 3 !== 0) {
          yield record;
        }
      }
    }
    const exported = ProofExport.create({ knex, keys, proofs }).proofs(some(), {
      about: { by: 'user:default/ann' },
    });
    const { status, report } = await verify(exported, publicKey);
    expect(report).toMatchObject({
      kind: 'proofs',
      about: { by: 'user:default/ann' },
      records: 8,
      unsealed: 1,
      problems: [],
      trust: 'key',
    });
    expect(status).toBe(0);
  });

  it('do not verify where the database was tampered with', async () => {
    const { sealed, publicKey, knex } = await everything();
    await withoutGuard(knex, async tx => {
      const { body } = await tx('records').where({ seq: 15 }).first('body');
      const edited = body.replace('user:default/ann', 'user:default/bob');
      await tx('records').where({ seq: 15 }).update({ body: edited });
    });
    const { status, report } = await verify(sealed.chain(), publicKey);
    expect(status).toBe(1);
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0].message).toContain('at least one was edited');
  });

  it('do not verify where the file was tampered with, or with another key', async () => {
    const { sealed, publicKey } = await everything();
    const edit = (text: string) => text.replace('entity-fetch', 'entity-fetsh');
    expect((await verify(sealed.chain(), publicKey, edit)).status).toBe(1);
    const other = await sealedLog(id);
    const [stranger] = await other.keys.list();
    const { status } = await verify(sealed.chain(), stranger.publicKey);
    expect(status).toBe(1);
  });

  it('of an empty log verify', async () => {
    const { knex, keys } = await sealedLog(id);
    const sealed = SealedExport.create({ knex, keys });
    const { status, report } = await verify(sealed.chain());
    expect(report).toMatchObject({ blocks: 0, records: 0, problems: [] });
    expect(status).toBe(0);
  });
});
