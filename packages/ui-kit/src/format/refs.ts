import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * A reference that a person wrote, in full; undefined where it is none, as the
 * links of the catalog throw on those.
 *
 * @public
 */
export function toEntityRef(
  text: string | undefined,
  defaultKind?: string,
): string | undefined {
  try {
    return text && stringifyEntityRef(parseEntityRef(text, { defaultKind }));
  } catch {
    return undefined;
  }
}
