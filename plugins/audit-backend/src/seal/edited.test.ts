import type { Knex } from 'knex';
import { databases } from '../__testUtils__/databases';
import { draft } from '../__testUtils__/drafts';
import { storedText } from '../log/recordText';
import { readDigests } from '../log/readDigests';
import { sealedLog, withoutGuard } from './__testUtils__/sealedLog';
import { ProofReader } from './verify/ProofReader';
import { blockOf } from '../reading/seals';

jest.setTimeout(60_000);

const stringOf = expect.stringContaining;

/** Puts a row in like another one, so much later. */
async function insertCopy(
  tx: Knex,
  { of: seq, at, ...place }: { of: number; seq: number; at: number },
) {
  const row = await tx('records').where({ seq }).first();
  await tx('records').insert({ ...row, ...place, at: Number(row.at) + at });
}

describe.each(databases.eachSupportedId())('an edited row on %s', id => {
  /** Two blocks of two records, and two that are not sealed. */
  async function logOf() {
    const log = await sealedLog(id);
    for (const _ of [1, 2]) {
      await log.append(2);
      await log.sealer.sealAll();
    }
    await log.append(2);
    const edit = (change: (tx: Knex) => Promise<unknown>) =>
      withoutGuard(log.knex, change);
    return { ...log, edit };
  }

  it.each(['two\nlines', ''])(
    'is sealed with a digest that is none, %j, and named ever after',
    async digest => {
      const { edit, knex, problems, sealer } = await logOf();
      await edit(tx => tx('records').where({ seq: 5 }).update({ digest }));

      expect(await sealer.sealAll()).toBe(6);

      expect(await problems()).toEqual([
        { block: 3, seq: 5, message: stringOf('not what was written') },
        { block: 3, message: stringOf('5 to 6 was edited') },
      ]);
      for await (const page of readDigests(knex, 5, 6)) {
        expect(page.map(({ seq }) => seq)).toEqual([5, 6]);
      }
    },
  );

  it.each([
    ['is no JSON', (body: string) => body.slice(0, -9)],
    ['names another key', (body: string) => body.replace(/"to":"./, '"to":"x')],
    ['has no meta', (body: string) => body.replace('"meta"', '"mesa"')],
  ])('is no change of key where its text %s', async (_, change) => {
    const { edit, keys, knex, problems, sealer } = await logOf();
    const next = await keys.rotate();
    const { body } = await knex('records').where({ seq: 7 }).first('body');
    await edit(tx =>
      tx('records')
        .where({ seq: 7 })
        .update({ body: change(body) }),
    );

    expect(await sealer.sealAll()).toBe(7);

    expect(await problems()).toContainEqual({
      block: 3,
      seq: 7,
      message: stringOf('not what was written'),
    });
    expect((await keys.active()).id).not.toBe(next.id);
  });

  it('does not keep others from being verified where it is a sealed change of key', async () => {
    const { edit, keys, problems, sealer } = await logOf();
    await keys.rotate();
    await sealer.sealAll();
    await edit(tx =>
      tx('records').where({ seq: 7 }).update({ body: '"source":"system"' }),
    );

    const found = await problems();

    expect(found.every(({ seq, block }) => seq === 7 || block === 4)).toBe(
      true,
    );
    expect(found).not.toEqual([]);
  });

  it.each([
    ['no header', '{}'],
    ['no JSON', '{'],
    ['a place that is no number', 'firstSeq":"x"'],
    ['a time that is none', 'sealedAt":"soon"'],
  ])('is named where a header has become %s', async (_, header) => {
    const { edit, knex, problems } = await logOf();
    const row = await knex('blocks').where({ block: 1 }).first();
    const [name] = header.split('"');
    const whole = header.startsWith('{')
      ? header
      : row.header.replace(new RegExp(`${name}":("[^"]*"|\\d+)`), header);
    await edit(tx =>
      tx('blocks').where({ block: 1 }).update({ header: whole }),
    );

    expect(await problems()).toContainEqual({
      block: 1,
      message: 'The header was edited',
    });
    expect(await blockOf(knex, 1)).toMatchObject({ header: { block: 1 } });
    expect(await ProofReader.create(knex).proof(1)).toMatchObject({
      block: { header: { firstSeq: 1, lastSeq: 2 } },
    });
  });

  it.each([
    { sealed_at: 8_000_000_000_000_000 },
    { sealed_at: '9000000000000000000' },
    { last_seq: 1_000_000 },
    { hash: '0'.repeat(64) },
    { header: '{}' },
  ])(
    'says so where the last block has become %j, and goes on when it is as it was',
    async change => {
      const { clock, edit, knex, problems, sealer } = await logOf();
      const before = await knex('blocks').where({ block: 2 }).first();
      await edit(tx => tx('blocks').where({ block: 2 }).update(change));
      clock.now += 61_000;

      await expect(sealer.step()).rejects.toThrow('last block, 2, was edited');
      await expect(sealer.step()).rejects.toThrow('last block, 2, was edited');

      expect(sealer.problem).toContain('Sealing stands still');
      expect((await problems()).map(({ block }) => block)).toContain(2);
      await edit(tx => tx('blocks').where({ block: 2 }).update(before));
      expect(await sealer.step()).toBe(true);
      expect(sealer.problem).toBeUndefined();
      expect(await problems()).toEqual([]);
    },
  );

  it.each(['no key', ''])('is named where a key has become %j', async pem => {
    const { edit, problems } = await logOf();
    await edit(tx => tx('keys').update({ public_key: pem }));

    expect((await problems())[0].message).toContain('unknown key');
  });

  it('is named where it is after the end of the log', async () => {
    const { edit, knex, problems } = await logOf();
    await edit(tx => insertCopy(tx, { of: 6, seq: 9, at: 0 }));

    expect(await problems()).toEqual([
      { seq: 9, message: stringOf('after the end of the log') },
    ]);
    expect(await knex('records')).toHaveLength(7);
  });

  it('is the block that a record is in, and not an empty one after it', async () => {
    const { clock, knex, sealer } = await logOf();
    await sealer.sealAll();
    clock.now += 3_700_000;
    await sealer.step();

    expect(await knex('blocks')).toHaveLength(4);
    expect(await blockOf(knex, 6)).toMatchObject({ header: { block: 3 } });
  });
});

describe('a row that is there twice, which PostgreSQL allows', () => {
  async function twice(seq: number) {
    const log = await sealedLog('POSTGRES_18');
    await log.append(3);
    await log.sealer.sealAll();
    await log.append(3);
    const edit = (change: (tx: Knex) => Promise<unknown>) =>
      withoutGuard(log.knex, change);
    await edit(tx => insertCopy(tx, { of: seq, seq, at: -1 }));
    return { ...log, edit };
  }

  it('is named where it is sealed, and hides no edit of another', async () => {
    const { edit, problems } = await twice(2);
    const doubled = { block: 1, seq: 2, message: stringOf('there twice') };
    expect(await problems()).toContainEqual(doubled);

    await edit(tx =>
      tx('records')
        .where({ seq: 3 })
        .update(storedText(draft('other'))),
    );

    expect(await problems()).toContainEqual({
      block: 1,
      message: stringOf('1 to 3 was edited'),
    });
  });

  it('is named wherever a page ends', async () => {
    const { append, edit, problems } = await twice(2);
    await append(1000);
    await edit(tx => insertCopy(tx, { of: 1000, seq: 1000, at: 1 }));
    await edit(tx => insertCopy(tx, { of: 1003, seq: 1003, at: 1 }));
    const found = await problems();

    for (const seq of [1000, 1003]) {
      expect(found).toContainEqual({ seq, message: stringOf('there twice') });
    }
  });

  it('is named where it is not sealed', async () => {
    const { problems, sealer } = await twice(5);

    expect(await problems()).toContainEqual({
      seq: 5,
      message: stringOf('there twice'),
    });
    await expect(sealer.sealAll()).rejects.toThrow(
      'Record 5 of the audit log is there twice',
    );
  });
});
