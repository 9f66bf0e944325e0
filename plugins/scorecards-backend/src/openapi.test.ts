import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createOpenApiDocument } from '@daytwo/backstage-plugin-scorecards-common';
import { readFileSync, writeFileSync } from 'fs';

const file = resolvePackagePath(
  '@daytwo/backstage-plugin-scorecards-backend',
  'openapi.json',
);

interface Operation {
  operationId: string;
  parameters: Array<{ name: string; in: string; required: boolean }>;
  responses: Record<string, unknown>;
}

const document = createOpenApiDocument() as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map(operation => ({ path, operation })),
);

/** Keys that OpenAPI 3.0 does not know, though JSON Schema does. */
const foreignKeys = [
  '$schema',
  'const',
  'propertyNames',
  'prefixItems',
  '$defs',
];

function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    Array.isArray(value) ? keysIn(item) : [key, ...keysIn(item)],
  );
}

describe('openapi.json', () => {
  it('is what the route table says; UPDATE_OPENAPI=1 writes it anew', () => {
    if (process.env.UPDATE_OPENAPI) {
      writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(document)),
    );
  });

  it('is OpenAPI 3.0 and uses nothing that it does not have', () => {
    expect(document.openapi).toMatch(/^3\.0\./);
    expect(keysIn(document).filter(key => foreignKeys.includes(key))).toEqual(
      [],
    );
  });

  it('names each operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(operations.map(o => [o.operation.operationId, o] as const))(
    'declares each parameter in the path of %s',
    (_, { path, operation }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]);
      const declared = operation.parameters.filter(p => p.in === 'path');
      expect(declared.map(p => p.name).sort()).toEqual(inPath.sort());
      expect(declared.every(p => p.required)).toBe(true);
      expect(operation.responses).toHaveProperty('200');
    },
  );
});
