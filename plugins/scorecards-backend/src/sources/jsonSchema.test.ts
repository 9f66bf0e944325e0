import type { JsonObject } from '@backstage/types';
import { compileJsonSchema } from './jsonSchema';

const schema: JsonObject = {
  type: 'object',
  properties: {
    line: { type: 'number', minimum: 0 },
    tool: { enum: ['jest', 'pytest'] },
    at: { type: 'string', format: 'date-time' },
    modules: {
      type: 'array',
      items: {
        type: 'object',
        properties: { 'a/b': { type: 'string' } },
        additionalProperties: false,
      },
    },
  },
  required: ['line'],
};

describe('compileJsonSchema', () => {
  it('accepts what fits', () => {
    const validate = compileJsonSchema(schema);

    expect(validate({ line: 80, modules: [{ 'a/b': 'x' }] })).toEqual([]);
  });

  it.each<[string, unknown, string, string]>([
    [
      'a wrong type',
      { line: '80' },
      '/line',
      'must be number, is the string "80"',
    ],
    ['null', { line: null }, '/line', 'must be number, is null'],
    ['a missing field', {}, '/line', 'is required'],
    ['no object', [1], '', 'must be object, is an array'],
    ['a value outside its bounds', { line: -1 }, '/line', 'must be >= 0'],
    [
      'another choice',
      { line: 1, tool: 'x' },
      '/tool',
      'must be one of "jest", "pytest"',
    ],
    [
      'a bad instant',
      { line: 1, at: 'now' },
      '/at',
      'must match format "date-time"',
    ],
    [
      'an unknown field',
      { line: 1, modules: [{ 'x/y': 1 }] },
      '/modules/0/x~1y',
      'is not a known field',
    ],
    [
      'a wrong type deep inside',
      { line: 1, modules: [{ 'a/b': 1 }] },
      '/modules/0/a~1b',
      'must be string, is 1',
    ],
  ])('refuses %s, with its place', (_, fact, path, message) => {
    expect(compileJsonSchema(schema)(fact)).toEqual([{ path, message }]);
  });

  it('tells all problems at once, but not endlessly many', () => {
    const validate = compileJsonSchema(schema);

    expect(validate({ line: 'x', tool: 'y' })).toHaveLength(2);
    const modules = Array(100).fill({ 'a/b': 1 });
    expect(validate({ line: 1, modules })).toHaveLength(20);
  });

  it('reads later drafts of JSON Schema', () => {
    const validate = compileJsonSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        pair: { type: 'array', prefixItems: [{ type: 'string' }] },
      },
    });

    expect(validate({ pair: [1] })).toEqual([
      { path: '/pair/0', message: 'must be string, is 1' },
    ]);
  });

  it.each<[string, JsonObject, string]>([
    ['no object', { type: 'array' }, 'at /type: must be "object", is "array"'],
    ['no type', {}, 'at /type: must be "object", is missing'],
    [
      'an unknown type',
      { type: 'object', properties: { line: { type: 'numer' } } },
      'at /properties/line/type: must be',
    ],
    [
      'an unknown keyword',
      { type: 'object', requierd: ['line'] },
      'unknown keyword: "requierd"',
    ],
    [
      'an unknown format',
      { type: 'object', properties: { a: { type: 'string', format: 'dat' } } },
      'unknown format "dat"',
    ],
  ])('refuses a schema with %s', (_, bad, message) => {
    expect(() => compileJsonSchema(bad)).toThrow(message);
  });
});
