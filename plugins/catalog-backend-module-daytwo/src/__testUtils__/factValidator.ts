import { entityKindSchemaValidator } from '@backstage/catalog-model';
import type { JsonObject } from './scorecard';

/** Checks of the formats that the examples use. */
const formats: Record<string, (text: string) => boolean> = {
  uri: text => URL.canParse(text),
  'date-time': text =>
    /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
};

/**
 * Checks facts against a JSON Schema with the validator of the catalog model,
 * which knows no formats: those of the fields at the root are checked apart.
 *
 * @throws TypeError naming the place of the first problem
 */
export function factValidator(schema: {
  properties: Record<string, JsonObject>;
}): (fact: JsonObject) => void {
  const withoutFormats = Object.fromEntries(
    Object.entries(schema.properties).map(([name, { format: _, ...rest }]) => [
      name,
      rest,
    ]),
  );
  const validate = entityKindSchemaValidator({
    ...schema,
    properties: withoutFormats,
  });
  return fact => {
    validate(fact);
    for (const [name, { format }] of Object.entries(schema.properties)) {
      if (format === undefined || fact[name] === undefined) continue;
      if (!formats[String(format)](String(fact[name]))) {
        throw new TypeError(`/${name} is no ${format}`);
      }
    }
  };
}
