import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { typeOfSchema } from './jsonSchemaTypes';
import { describe as inWords, type RuleType } from './RuleType';

function typeOf(schema: z.ZodType): RuleType {
  return typeOfSchema(z.toJSONSchema(schema) as JsonObject);
}

describe('typeOfSchema', () => {
  it.each([
    [z.string(), 'string'],
    [z.number(), 'number'],
    [z.int(), 'number'],
    [z.boolean(), 'bool'],
    [z.null(), 'null'],
    [z.any(), 'any value'],
    [z.unknown(), 'any value'],
    [z.array(z.string()), 'list of string'],
    [z.array(z.object({ a: z.string() })), 'list of object'],
    [z.tuple([z.number(), z.number()]), 'list of number'],
    [z.tuple([z.number(), z.string()]), 'list'],
    [z.record(z.string(), z.number()), 'map of number'],
    [z.object({}), 'map'],
    [z.object({ a: z.string() }), 'object'],
    [z.enum(['a', 'b']), 'string'],
    [z.literal(5), 'number'],
    [z.literal(true), 'bool'],
    [z.union([z.string(), z.number()]), 'any value'],
    [z.union([z.literal('a'), z.literal('b')]), 'string'],
    [z.intersection(z.object({ a: z.string() }), z.object({})), 'object'],
    [z.iso.datetime(), 'string'],
  ])('case %#: %2$s', (schema, words) => {
    expect(inWords(typeOf(schema))).toBe(words);
  });

  it('knows what may be null', () => {
    expect(typeOf(z.number().nullable())).toEqual({
      kind: 'number',
      nullable: true,
    });
    expect(typeOf(z.array(z.string()).nullable()).nullable).toBe(true);
    expect(typeOf(z.object({ a: z.string() }).nullable()).nullable).toBe(true);
    expect(typeOfSchema({ type: ['string', 'null'] })).toEqual({
      kind: 'string',
      nullable: true,
    });
    expect(typeOf(z.number()).nullable).toBeUndefined();
  });

  it('keeps the values of an enum', () => {
    expect(typeOf(z.enum(['a', 'b']))).toEqual({
      kind: 'string',
      values: ['a', 'b'],
    });
    expect(typeOf(z.union([z.enum(['a']), z.string()]))).toEqual({
      kind: 'string',
    });
  });

  it('takes an object as closed unless it says otherwise', () => {
    const closed = typeOf(z.object({ a: z.string() }));
    const open = typeOf(z.looseObject({ a: z.string() }));
    const caught = typeOf(z.object({ a: z.string() }).catchall(z.number()));
    expect(closed).not.toHaveProperty('rest');
    expect(open).toMatchObject({ rest: { kind: 'dyn' } });
    expect(caught).toMatchObject({ rest: { kind: 'number' } });
  });

  it('reads what it does not know as any value', () => {
    expect(typeOfSchema(undefined)).toEqual({ kind: 'dyn' });
    expect(typeOfSchema({ $ref: '#/$defs/a' })).toEqual({ kind: 'dyn' });
    expect(typeOfSchema({ type: 'object', allOf: [] })).toEqual({
      kind: 'dyn',
    });
    expect(typeOfSchema({ type: 'date' })).toEqual({ kind: 'dyn' });
    expect(typeOfSchema({ enum: [] })).toEqual({ kind: 'dyn' });
  });

  it('stops at a schema that is nested endlessly', () => {
    let schema: JsonObject = { type: 'string' };
    for (let i = 0; i < 1000; i++) schema = { type: 'array', items: schema };
    expect(inWords(typeOfSchema(schema))).toMatch(/^list of list/);
  });
});
