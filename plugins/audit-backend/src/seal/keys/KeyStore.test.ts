import { databases } from '../../__testUtils__/databases';
import { sealedLog, sealedLogOver } from '../__testUtils__/sealedLog';
import { KeyStore } from './KeyStore';
import { SealKey } from './SealKey';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('keys of the seal on %s', id => {
  it('are made once, whoever starts first', async () => {
    const log = await sealedLog(id);
    const made = await log.keys.list();
    await Promise.all([sealedLogOver(log.knex), sealedLogOver(log.knex)]);
    expect(await log.keys.list()).toEqual(made);
    expect(made).toHaveLength(1);
  });

  it('change when the record of it has been sealed by the one that leaves', async () => {
    const { append, blocks, keys, problems, sealer } = await sealedLog(id);
    await append(2);
    const before = (await keys.active()).id;
    await keys.rotate();
    expect((await keys.active()).id).toBe(before);
    await expect(keys.rotate()).rejects.toThrow('about to take over');
    await append(2);
    await sealer.sealAll();
    const after = (await keys.active()).id;
    expect(after).not.toBe(before);
    const headers = (await blocks()).map(row => JSON.parse(row.header));
    expect(
      headers.map(({ firstSeq, lastSeq, key }) => [firstSeq, lastSeq, key]),
    ).toEqual([
      [1, 2, before],
      [3, 3, before],
      [4, 5, after],
    ]);
    expect(await problems()).toEqual([]);
    const [old] = await keys.list();
    expect(old.retiredAt).toBe(Date.parse(headers[1].sealedAt));
  });

  it('come from the config, and stay out of the database', async () => {
    const secrets = [SealKey.generate(), SealKey.generate()];
    const [first, second] = secrets.map(key => key.secret());
    const one = await sealedLog(id, { keys: [first] });
    await one.append(1);
    await one.sealer.sealAll();
    const two = await sealedLogOver(one.knex, { keys: [first, second] });
    await two.sealer.sealAll();
    expect((await two.keys.active()).id).toBe(secrets[1].id);
    expect(await one.knex('keys').whereNotNull('private_key')).toEqual([]);
    await expect(two.keys.rotate()).rejects.toThrow('audit.seal.keys');
    await two.append(1);
    await two.sealer.sealAll();
    expect(await two.problems()).toEqual([]);
  });

  it('follow one that was generated', async () => {
    const one = await sealedLog(id);
    await one.append(1);
    const key = SealKey.generate();
    const two = await sealedLogOver(one.knex, { keys: [key.secret()] });
    await two.sealer.sealAll();
    expect((await two.keys.active()).id).toBe(key.id);
    expect(await two.problems()).toEqual([]);
  });

  it('are announced again where the record of it was lost', async () => {
    const one = await sealedLog(id);
    const key = SealKey.generate();
    const since = Date.now() + 1;
    const public_key = key.publicKey;
    await one.knex('keys').insert({ id: key.id, public_key, since });
    const two = await sealedLogOver(one.knex, { keys: [key.secret()] });
    const three = await sealedLogOver(one.knex, { keys: [key.secret()] });
    await two.sealer.sealAll();
    await three.sealer.sealAll();
    expect((await two.keys.active()).id).toBe(key.id);
    expect(await two.problems()).toEqual([]);
  });

  it('are announced by whoever seals where the record of it could not be stored', async () => {
    const log = await sealedLog(id);
    const broken = KeyStore.create({
      knex: log.knex,
      configured: [],
      record: async () => {
        throw new Error('the database went away');
      },
    });
    await expect(broken.rotate()).rejects.toThrow('went away');
    const [old, next] = await log.keys.list();
    await log.append(1);
    await log.sealer.sealAll();
    await log.sealer.step();
    expect((await log.keys.active()).id).toBe(old.id);
    const minute = 60_001;
    await log
      .knex('keys')
      .where({ id: next.id })
      .update({ since: next.since - minute });
    await log
      .knex('keys')
      .where({ id: old.id })
      .update({ since: old.since - 2 * minute });

    await log.sealer.step();
    await log.sealer.step();
    await log.sealer.sealAll();

    expect((await log.keys.active()).id).toBe(next.id);
    expect(await log.knex('records')).toHaveLength(2);
    expect(await log.problems()).toEqual([]);
  });

  it('from the config do not wait for one that is in the table only', async () => {
    const [first, second] = [SealKey.generate(), SealKey.generate()];
    const one = await sealedLog(id, { keys: [first.secret()] });
    await one.append(1);
    await one.sealer.sealAll();
    const stray = SealKey.generate();
    const since = Date.now() + 1;
    await one.knex('keys').insert({
      ...{ id: stray.id, public_key: stray.publicKey, since },
      private_key: stray.secret(),
    });
    const same = await sealedLogOver(one.knex, { keys: [first.secret()] });
    await same.keys.remind(since + 120_000);
    expect(await one.knex('records')).toHaveLength(1);

    const two = await sealedLogOver(one.knex, {
      keys: [first.secret(), second.secret()],
    });
    await two.append(1);
    await two.sealer.sealAll();

    expect((await two.keys.active()).id).toBe(second.id);
    expect(await two.problems()).toEqual([]);
  });

  it('are missed where the config lost the one that signs', async () => {
    const [lost, other] = [SealKey.generate(), SealKey.generate()];
    const one = await sealedLog(id, { keys: [lost.secret()] });
    await one.append(1);
    await one.sealer.sealAll();
    const two = await sealedLogOver(one.knex, { keys: [other.secret()] });
    await expect(two.sealer.sealAll()).rejects.toThrow(
      `The private key ${lost.id} is needed`,
    );
  });
});

it('refuses a key that is none, without telling it', () => {
  expect(() => SealKey.read('secret')).toThrow(/^A key of audit.seal.keys is/);
  expect(() => SealKey.read('secret')).not.toThrow(/secret$/);
});
