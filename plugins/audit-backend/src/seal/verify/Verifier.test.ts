import type { Knex } from 'knex';
import { databases } from '../../__testUtils__/databases';
import { draft } from '../../__testUtils__/drafts';
import { storedText, textDigest } from '../../log/recordText';
import { sealedLog, withoutGuard } from '../__testUtils__/sealedLog';

jest.setTimeout(60_000);

const notWritten = expect.stringContaining('not what was written');

describe.each(databases.eachSupportedId())('verifying on %s', id => {
  async function tampered(change: (tx: Knex) => Promise<unknown>) {
    const log = await sealedLog(id);
    await log.append(5);
    await log.sealer.sealAll();
    await log.append(5);
    await log.sealer.sealAll();
    await log.append(3);
    await withoutGuard(log.knex, change);
    return log.problems();
  }

  it('finds nothing where nobody touched anything', async () => {
    expect(await tampered(async () => {})).toEqual([]);
  });

  it.each([
    ['a text', 7, 2],
    ['the first text', 1, 1],
  ])('finds an edit of %s', async (_, seq, block) => {
    const problems = await tampered(async tx => {
      const { body } = await tx('records').where({ seq }).first('body');
      await tx('records')
        .where({ seq })
        .update({ body: body.replace('default/ann', 'default/bnn') });
    });
    expect(problems).toContainEqual({
      block,
      message: expect.stringContaining('was edited'),
    });
    expect(problems).toContainEqual({ block, seq, message: notWritten });
  });

  it.each(['sealed', 'not sealed yet'])(
    'finds an edit of a text and its digest, or of one of them, where it is %s',
    async where => {
      const sealed = where === 'sealed';
      const seq = sealed ? 7 : 12;
      const edit = (change: object) =>
        tampered(tx => tx('records').where({ seq }).update(change));
      const place = sealed ? { block: 2, seq } : { seq };
      const digest = textDigest('x');
      expect(await edit({ digest })).toEqual([
        { ...place, message: notWritten },
      ]);
      expect(await edit({ body: '"id":"x"}' })).toContainEqual({
        ...place,
        message: notWritten,
      });
    },
  );

  it('finds an edit of a text whose digest was made to fit', async () => {
    const problems = await tampered(tx =>
      tx('records')
        .where({ seq: 7 })
        .update(storedText(draft('other'))),
    );
    expect(problems).toEqual([
      { block: 2, message: expect.stringContaining('was edited') },
    ]);
  });

  it.each([
    ['severity', { severity: 3 }],
    ['outcome', { outcome: 2 }],
    ['source', { source: 7 }],
    ['noise', { noise: true }],
    ['event', { event: 0 }],
  ])('finds an edit of the column %s', async (_, change) => {
    const problems = await tampered(tx =>
      tx('records').where({ seq: 7 }).update(change),
    );
    expect(problems).toContainEqual({
      block: 2,
      message: expect.stringContaining('was edited'),
    });
  });

  it('finds an edit of the column actor, which only searches read', async () => {
    const problems = await tampered(tx =>
      tx('records').where({ seq: 7 }).update({ actor: 0 }),
    );
    const message = 'actor is null, not user:default/ann';
    expect(problems).toEqual([
      { block: 2, seq: 7, message: expect.stringContaining(message) },
    ]);
  });

  it('finds an edit of a name that records have', async () => {
    const problems = await tampered(tx =>
      tx('names')
        .where({ value: 'catalog.entity-fetch.by-name' })
        .update({ value: 'catalog.entity-fetch.by-nbme' }),
    );
    expect(problems.map(({ block }) => block)).toEqual(
      expect.arrayContaining([1, 2]),
    );
  });

  it.each([
    ['first', 1, 1],
    ['middle', 3, 1],
    ['last sealed', 10, 2],
  ])('finds that the %s record was deleted', async (_, seq, block) => {
    const problems = await tampered(tx =>
      tx('records').where({ seq }).delete(),
    );
    expect(problems).toEqual([
      { block, seq, message: 'The record was deleted' },
    ]);
  });

  it('finds that the end of what is not sealed was deleted', async () => {
    const problems = await tampered(tx =>
      tx('records').where('seq', '>', 11).delete(),
    );
    expect(problems).toEqual([
      { seq: 12, message: 'The records 12 to 13 were deleted' },
    ]);
  });

  it('finds a header, a signature and a hash that were edited', async () => {
    const edit = (change: object) =>
      tampered(tx => tx('blocks').where({ block: 1 }).update(change));
    expect((await edit({ header: '{}' }))[0].message).toBe(
      'The header was edited',
    );
    expect(await edit({ signature: 'AAAA' })).toEqual([
      { block: 1, message: expect.stringContaining('signature is not by key') },
    ]);
    const hashes = await edit({ hash: '0'.repeat(64) });
    expect(hashes.map(({ block }) => block)).toEqual([1, 2]);
    expect(await edit({ last_seq: 4 })).toEqual([
      { block: 1, message: 'The columns are not what the header says' },
    ]);
  });

  it('finds that records are said to be pruned, and no record says so', async () => {
    const problems = await tampered(async tx => {
      await tx('records').where('seq', '<=', 5).delete();
      await tx('blocks').where({ block: 1 }).update({ records_pruned_at: 1 });
    });
    expect(problems).toEqual([
      { block: 1, message: expect.stringContaining('no sealed record says') },
    ]);
  });

  it('finds a key that was put under the name of another', async () => {
    const log = await sealedLog(id);
    await log.append(1);
    await log.sealer.sealAll();
    const other = await sealedLog(id);
    const [{ publicKey }] = await other.keys.list();
    await log.knex('keys').update({ public_key: publicKey });
    expect((await log.problems())[0].message).toContain('unknown key');
  });

  it('finds that the last blocks were taken away only with an anchor, and says what is not sealed', async () => {
    const log = await sealedLog(id);
    await log.append(2);
    await log.sealer.sealAll();
    await log.knex('blocks').delete();
    expect(await log.verifier.verify()).toMatchObject({
      blocks: 0,
      unsealed: 2,
      problems: [],
    });
  });

  it('verifies a part', async () => {
    const log = await sealedLog(id);
    for (let block = 1; block <= 4; block++) {
      await log.append(2);
      await log.sealer.sealAll();
    }
    await withoutGuard(log.knex, tx =>
      tx('records').where({ seq: 2 }).update({ severity: 2 }),
    );
    const range = { fromBlock: 2, toBlock: 3 };
    expect(await log.verifier.verify(range)).toMatchObject({
      blocks: 2,
      records: 4,
      problems: [],
    });
    expect((await log.problems()).map(({ block }) => block)).toEqual([1, 1]);
  });
});
