import { randomUUID } from 'crypto';

/**
 * A new id. Node puts it together from pieces, which take five times its size
 * until its text is looked at; in a burst that adds up.
 */
export function newId(): string {
  const id = randomUUID();
  id.charCodeAt(0);
  return id;
}
