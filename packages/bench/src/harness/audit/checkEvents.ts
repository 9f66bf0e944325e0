import type { Knex } from 'knex';
import { readBodies } from '../../auditInternals';
import type { DataPlace } from '../BenchDatabase';
import { check, checkEqual } from '../check';
import { openAudit } from './openAudit';

interface Found {
  records: number;
  /** By how many characters, those of reported events. */
  characters: number;
  numbers: Set<number>;
}

async function readAll(knex: Knex): Promise<Found> {
  const found: Found = { records: 0, characters: 0, numbers: new Set() };
  for await (const { seq, body } of readBodies(knex, 1, 1e12)) {
    checkEqual('Place in the log', seq, ++found.records);
    const { plugin, outcome, meta } = JSON.parse(body);
    if (plugin === 'bench') {
      checkEqual(`Outcome of event ${meta.number}`, outcome, 'succeeded');
      check(!found.numbers.has(meta.number), `Event ${meta.number} twice`);
      found.numbers.add(meta.number);
      found.characters += body.length;
    }
  }
  return found;
}

/**
 * Sees to it that each event that was reported is in the log, once, joined with
 * its outcome, and that the log has no gap.
 *
 * @param events - numbered from 0
 * @returns length of a record, on average
 * @throws WrongResultError where it is not so
 */
export async function checkEvents(
  place: DataPlace,
  events: number,
): Promise<{ length: number }> {
  const knex = await openAudit(place);
  try {
    return await checkLog(knex, events);
  } finally {
    await knex.destroy();
  }
}

async function checkLog(
  knex: Knex,
  events: number,
): Promise<{ length: number }> {
  const { numbers, characters } = await readAll(knex);
  const missing = Array.from({ length: events }, (_, n) => n).filter(
    n => !numbers.has(n),
  );
  checkEqual('Events that are not in the log', missing.slice(0, 10), []);
  checkEqual('Events in the log', numbers.size, events);
  const rest = await knex('intents').count({ n: '*' }).first();
  checkEqual('Beginnings without an outcome', Number(rest?.n), 0);
  return { length: Math.round(characters / events) };
}
