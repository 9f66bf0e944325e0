import type { JsonObject } from '@backstage/types';
import { Random } from './Random';
import { sources, type FieldSpec, type SourceSpec } from './sources';

/** Facts of one entity by source; a source that knows nothing is absent. @internal */
export type FactsBySource = Readonly<Record<string, JsonObject | undefined>>;

/** Which facts. @internal */
export interface FactsOptions {
  seed: number;
  /** Of the component. */
  index: number;
  /** Another number gives other values, of the same sources. Default 0. */
  round?: number;
}

function draw(field: FieldSpec, random: Random): string | number | boolean {
  switch (field.type) {
    case 'number':
      return random.int(field.from, field.to);
    case 'boolean':
      return random.chance(field.share);
    default:
      return random.pick(field.values);
  }
}

/** What one source says about one component. @internal */
export function factOf(
  source: SourceSpec,
  { seed, index, round = 0 }: FactsOptions,
): JsonObject | undefined {
  if (Random.of(seed, 'absent', source.id, index).chance(source.absent)) {
    return undefined;
  }
  const random = Random.of(seed, 'fact', source.id, index, round);
  const values = Object.entries(source.fields).map(([name, field]) => [
    name,
    draw(field, random),
  ]);
  return Object.fromEntries(values);
}

/** What all sources say about one component. @internal */
export function factsOf(options: FactsOptions): FactsBySource {
  return Object.fromEntries(
    sources.map(source => [source.id, factOf(source, options)]),
  );
}

/** The fact with another value in one of its fields. @internal */
export function changeFact(
  source: SourceSpec,
  fact: JsonObject,
  random: Random,
): JsonObject {
  const names = Object.keys(source.fields);
  for (;;) {
    const name = random.pick(names);
    const value = draw(source.fields[name], random);
    if (value !== fact[name]) {
      return { ...fact, [name]: value };
    }
  }
}
