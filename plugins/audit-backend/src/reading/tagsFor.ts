import { noiseTag, tagOf } from '../log/tags';
import type { HasCondition } from './conditions';

/** Tags that a record has one of, if it is about one of the values. */
export function tagsFor({ of, values, quiet }: HasCondition): number[] {
  const tags = values.map(value => tagOf(of, value));
  return quiet ? tags : tags.flatMap(tag => [tag, noiseTag(tag)]);
}
