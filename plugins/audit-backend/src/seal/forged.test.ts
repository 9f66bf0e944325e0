import { databases } from '../__testUtils__/databases';
import { sealedLog } from './__testUtils__/sealedLog';
import { SealKey } from './keys/SealKey';
import { areExpired } from './retention/expiredBlocks';
import { retentionDraft, rotationDraft } from './specialRecords';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const refusal = expect.stringContaining('audit.retention');

describe.each(databases.eachSupportedId())(
  'a record that somebody puts into the database, on %s',
  id => {
    const ours = SealKey.generate();
    const theirs = SealKey.generate();
    const { publicKey } = theirs;

    it.each([
      ['with the key in the config', [ours.secret()]],
      ['with a generated key', []],
    ])('makes nobody else the one who seals, %s', async (_, keys) => {
      const log = await sealedLog(id, { keys });
      await log.append(1);
      await log.sealer.sealAll();
      const [{ id: from }] = await log.keys.list();
      const rotation = { from, to: theirs.id, publicKey };
      if (keys.length > 0) {
        await log.knex('keys').insert({
          ...{ id: theirs.id, public_key: publicKey, since: Date.now() + 9 },
          private_key: theirs.secret(),
        });
      }
      await log.record(rotationDraft(rotation, Date.now()));

      await expect(log.sealer.sealAll()).rejects.toThrow(
        `the key ${theirs.id} takes over`,
      );

      expect(log.sealer.problem).toContain('Sealing stands still');
      expect((await log.keys.active()).id).toBe(from);
      expect(await log.blocks()).toHaveLength(1);
    });

    it.each([
      ['blocks that are to be kept', [[1, 1]], 89, 3],
      ['blocks that are yet to come', [[1, 9]], 100, refusal],
      ['blocks of which some are to be kept', [[1, 2]], 90.5, 3],
    ] as Array<[string, Array<[number, number]>, number, unknown]>)(
      'does not account for %s',
      async (_, blocks, days, later) => {
        const policy = { rules: [], defaultDays: 90 };
        let now = Date.now();
        const log = await sealedLog(id, {
          mayPrune: (ranges, db) => areExpired(db, ranges, { policy, now }),
        });
        await log.append(1);
        await log.sealer.sealAll();
        await log.knex('log_head').update({ at: now + DAY });
        await log.append(1);
        await log.sealer.sealAll();
        now += days * DAY;
        const draft = retentionDraft({ blocks, records: 1, policy: '' }, now);
        await log.record(draft);

        await expect(log.sealer.sealAll()).rejects.toThrow(
          'that audit.retention does not let go',
        );

        now += 200 * DAY;
        const sealed = await log.sealer.sealAll().catch(error => error.message);
        expect(sealed).toEqual(later);
      },
    );
  },
);
