import { z } from 'zod';
import { isAscii, type Dialect, type RuleTranslator } from './RuleTranslator';

const optionalText = z.string().optional();

/** Keys and values of `metadata.<field>`, a flat map of texts, as the table `m`. */
function entriesOf(field: string, dialect: Dialect): string {
  if (dialect === 'sqlite') {
    return `json_each(e.entity, '$.metadata.${field}') m`;
  }
  const map = `e.entity #> '{metadata,${field}}'`;
  return `jsonb_each_text(CASE jsonb_typeof(${map}) WHEN 'object' THEN ${map} ELSE '{}' END) m`;
}

function lower(expression: string, dialect: Dialect): string {
  return dialect === 'postgres'
    ? `lower(${expression} COLLATE "C")`
    : `lower(${expression})`;
}

function hasEntry(field: 'annotations' | 'labels', parameter: string) {
  const paramsSchema = z.object({
    [parameter]: z.string(),
    value: optionalText,
  });
  const translate: RuleTranslator = (params, dialect) => {
    const parsed = paramsSchema.safeParse(params);
    if (!parsed.success) {
      return undefined;
    }
    const { [parameter]: key = '', value } = parsed.data;
    if (!isAscii(key) || !isAscii(value ?? '')) {
      return undefined;
    }
    const keyMatches = `${lower('m.key', dialect)} = ?`;
    const valueMatches =
      value === undefined ? '' : `AND ${lower('m.value', dialect)} = ?`;
    return {
      sql: `EXISTS (SELECT 1 FROM ${entriesOf(field, dialect)}
              WHERE ${keyMatches} ${valueMatches})`,
      bindings: [
        key.toLowerCase(),
        ...(value === undefined ? [] : [value.toLowerCase()]),
      ],
    };
  };
  return translate;
}

/** `HAS_ANNOTATION`, in any case. */
export const hasAnnotation = hasEntry('annotations', 'annotation');

/** `HAS_LABEL`, in any case. */
export const hasLabel = hasEntry('labels', 'label');
