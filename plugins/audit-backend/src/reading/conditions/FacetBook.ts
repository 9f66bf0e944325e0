import type { Knex } from 'knex';
import { parseFacet, type Facet } from '../../log/facets';
import { nameKinds } from '../../log/Names';
import { storableName } from '../../log/storableName';
import { tagOf } from '../../log/tags';
import type { FacetTest } from './Condition';

interface EventId {
  id: number;
  name: string;
}

/** Events and facets that there are: what turns a test of facets into numbers. */
export class FacetBook {
  readonly #events: EventId[];
  readonly #facets: Array<Facet & { text: string }>;

  private constructor(
    events: EventId[],
    facets: Array<Facet & { text: string }>,
  ) {
    this.#events = events;
    this.#facets = facets;
  }

  /** Read anew for each question: what was recorded just now is in it. */
  static async read(knex: Knex): Promise<FacetBook> {
    const rows = await knex<{ id: number; kind: number; value: string }>(
      'names',
    )
      .whereIn('kind', [nameKinds.event, nameKinds.facet])
      .select('id', 'kind', 'value');
    const events = rows.filter(row => row.kind === nameKinds.event);
    const facets = rows.filter(row => row.kind === nameKinds.facet);
    return new FacetBook(
      events.map(({ id, value }) => ({ id, name: value })),
      facets.map(({ value }) => ({ ...parseFacet(value), text: value })),
    );
  }

  /** Ids of events; undefined where the test is about other things. */
  eventIds(test: FacetTest): number[] | undefined {
    return test.plugin || test.event
      ? this.#events
          .filter(({ name }) => isEvent(name, test))
          .map(({ id }) => id)
      : undefined;
  }

  /** Tags of the facets that pass. */
  tags(test: FacetTest): number[] {
    return this.#facets
      .filter(facet => passes(facet, test))
      .map(({ text }) => tagOf('facet', text));
  }
}

function isEvent(name: string, { plugin, event }: FacetTest): boolean {
  const isWithin = (outer: string) =>
    name === outer || name.startsWith(`${outer}.`);
  return (
    (plugin?.some(id => isWithin(storableName(id))) ?? true) &&
    (event?.some(other => isWithin(storableName(other))) ?? true)
  );
}

function passes(facet: Facet, test: FacetTest): boolean {
  const { outcome, severity, source, quiet } = test;
  return (
    isEvent(facet.event, test) &&
    (outcome?.includes(facet.outcome) ?? true) &&
    (severity?.includes(facet.severity) ?? true) &&
    (source?.includes(facet.source) ?? true) &&
    !(quiet && facet.noise)
  );
}
