import type { FactSchemas } from '../types';
import { entityType } from './entityType';
import { typeOfSchema } from './jsonSchemaTypes';
import {
  dyn,
  mapOf,
  timestamp,
  type ObjectType,
  type RuleType,
} from './RuleType';

/** Names that a rule may use, with their types. */
export type RootTypes = ReadonlyMap<string, RuleType>;

/** The names of every rule. Without schemas, `facts` has any source and any field. */
export function rootTypes(schemas: FactSchemas | undefined): RootTypes {
  return new Map<string, RuleType>([
    ['entity', entityType],
    ['facts', schemas ? factsType(schemas) : mapOf(dyn)],
    ['now', timestamp],
  ]);
}

function factsType(schemas: FactSchemas): ObjectType {
  const sources = Object.entries(schemas);
  return {
    kind: 'object',
    fields: new Map(sources.map(([id, schema]) => [id, typeOfSchema(schema)])),
  };
}
