import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { z } from 'zod';
import type { RuleTranslator } from './RuleTranslator';
import { isIn } from './SqlFragment';

const paramsSchema = z.object({ claims: z.array(z.string()) });

/** `IS_ENTITY_OWNER`. Claims compare exactly, as when the catalog applies the rule. */
export const isEntityOwner: RuleTranslator = params => {
  const parsed = paramsSchema.safeParse(params);
  if (!parsed.success) {
    return undefined;
  }
  const owners = isIn('o.target_ref', parsed.data.claims);
  return {
    sql: `e.id IN (SELECT o.entity_id FROM entity_relations o
            WHERE o.type = ? AND ${owners.sql})`,
    bindings: [RELATION_OWNED_BY, ...owners.bindings],
  };
};
