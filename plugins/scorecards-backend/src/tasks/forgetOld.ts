import type { Knex } from 'knex';
import type { ScorecardsConfig } from '../config';

const AT_ONCE = 10_000;

/** Removes history that is older than the config keeps it, in small steps. */
export async function forgetOld(
  knex: Knex,
  keep: ScorecardsConfig['history'],
  now: number,
): Promise<void> {
  for (;;) {
    const old = knex('transitions')
      .where('at', '<', now - keep.transitionsMs)
      .limit(AT_ONCE)
      .select('id');
    const gone = await knex('transitions').whereIn('id', old).delete();
    if (gone < AT_ONCE) {
      break;
    }
  }
  const day = new Date(now - keep.daysMs).toISOString().slice(0, 10);
  await knex('rollup_days').where('day', '<', day).delete();
  await knex('former_entities')
    .where('removed_at', '<', now - keep.transitionsMs)
    .delete();
}
