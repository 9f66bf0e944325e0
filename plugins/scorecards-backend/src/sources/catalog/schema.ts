import { z } from 'zod';

/**
 * What the catalog itself says about an entity: `facts.catalog` in rules.
 * Names and descriptions are shown to those who write rules.
 */
export const catalogFactSchema = z.object({
  ownerExists: z
    .boolean()
    .describe('An owner is named, and it is in the catalog'),
  ownerKind: z
    .enum(['', 'group', 'user'])
    .describe('Kind of the owner; empty where there is none'),
  ownerMembers: z
    .number()
    .describe(
      'People in the owning group, nested groups included; 1 for a user',
    ),
  systemExists: z
    .boolean()
    .describe('It is part of a system, and the system is in the catalog'),
  dependencies: z.number().describe('How many entities it depends on'),
  dependenciesExist: z
    .boolean()
    .describe('All that it depends on or consumes is in the catalog'),
  missingDependencies: z
    .array(z.string())
    .describe('Refs that it depends on or consumes and that do not exist'),
  providesApis: z.number().describe('How many APIs it provides'),
  consumesApis: z.number().describe('How many APIs it consumes'),
  hasDocs: z.boolean().describe('It says where its TechDocs are'),
  annotations: z.record(z.string(), z.string()).describe('Its annotations'),
  labels: z.record(z.string(), z.string()).describe('Its labels'),
  tags: z.array(z.string()).describe('Its tags'),
  links: z.number().describe('How many links it has'),
  hasDefinition: z
    .boolean()
    .describe('It is an API with a definition that is not empty'),
  definitionFormat: z
    .string()
    .describe('Type of the API, such as openapi; empty where it is no API'),
  definitionValid: z
    .boolean()
    .describe('Its definition can be read; true for what is no API'),
  orphan: z.boolean().describe('Nothing points to its descriptor any more'),
  errors: z
    .array(z.string())
    .describe('Errors that the catalog met while processing it'),
});

/** One entity as the catalog knows it. */
export type CatalogFact = z.output<typeof catalogFactSchema>;
