import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/**
 * A full entity ref in lower case.
 *
 * @param field - how the caller names it
 * @throws InputError naming the field
 */
export function parseRef(field: string, text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultNamespace: 'default' }),
    );
  } catch {
    throw new InputError(
      `${field}: "${text}" is not an entity ref, such as "component:default/name"`,
    );
  }
}
