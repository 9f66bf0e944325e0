import type { JsonObject } from './scorecard';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const textMap = { type: 'object', additionalProperties: text };
const count = { type: 'integer' };
const flag = { type: 'boolean' };

/** The fact of the built-in source `catalog`, as rules may read it. */
export const catalogFactSchema: JsonObject = {
  type: 'object',
  properties: {
    ownerExists: flag,
    ownerKind: { enum: ['', 'group', 'user'] },
    ownerMembers: count,
    systemExists: flag,
    dependencies: count,
    dependenciesExist: flag,
    missingDependencies: texts,
    providesApis: count,
    consumesApis: count,
    hasDocs: flag,
    annotations: textMap,
    labels: textMap,
    tags: texts,
    links: count,
    hasDefinition: flag,
    definitionFormat: text,
    definitionValid: flag,
    orphan: flag,
    errors: texts,
  },
};
