import type { Entity } from '@backstage/catalog-model';
import { z } from 'zod';

const LONGEST = 2000;

const statusSchema = z.object({
  items: z.array(
    z.object({
      level: z.string(),
      message: z.string().optional(),
      error: z.object({ message: z.string() }).optional(),
    }),
  ),
});

/**
 * Why the catalog cannot process an entity, which it then keeps as it was:
 * undefined where it can.
 */
export function problemOf({
  status,
}: Entity & { status?: unknown }): string | undefined {
  const { data } = statusSchema.safeParse(status);
  const errors = data?.items.filter(({ level }) => level === 'error') ?? [];
  return errors.length > 0
    ? readable(errors.map(({ message, error }) => error?.message ?? message))
    : undefined;
}

/** Messages as one, of a length that can be kept. */
export function readable(messages: readonly (string | undefined)[]): string {
  const text = messages.filter(Boolean).join('\n').slice(0, LONGEST);
  return text || 'The catalog does not say why';
}
