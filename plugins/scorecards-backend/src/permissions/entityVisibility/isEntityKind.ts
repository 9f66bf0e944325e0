import { z } from 'zod';
import { isAscii, type RuleTranslator } from './RuleTranslator';
import { isIn } from './SqlFragment';

const paramsSchema = z.object({ kinds: z.array(z.string()) });

/** `IS_ENTITY_KIND`, in any case. */
export const isEntityKind: RuleTranslator = params => {
  const parsed = paramsSchema.safeParse(params);
  return parsed.success && parsed.data.kinds.every(isAscii)
    ? isIn(
        'lower(e.kind)',
        parsed.data.kinds.map(kind => kind.toLowerCase()),
      )
    : undefined;
};
