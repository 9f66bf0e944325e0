import { factSchema, readFields, type Field } from './fields';

const fields: Field[] = [
  { name: 'line', pointer: '/measures/0/value', type: 'number' },
  { name: 'names', pointer: '/a~1b/names', type: 'stringList' },
];

describe('readFields', () => {
  it('takes values by pointer', () => {
    const answer = { measures: [{ value: 71.4 }], 'a/b': { names: ['x'] } };

    expect(readFields(answer, fields)).toEqual({ line: 71.4, names: ['x'] });
  });

  it('leaves out what is missing or null', () => {
    expect(readFields({ measures: [{ value: null }] }, fields)).toEqual({});
    expect(readFields('text', fields)).toEqual({});
  });

  it('refuses a value of another type, naming the pointer', () => {
    expect(() => readFields({ measures: [{ value: '71' }] }, fields)).toThrow(
      '/measures/0/value is "71", not a number',
    );
  });

  it('gives facts that fit their schema', () => {
    const schema = factSchema(fields);

    expect(schema.safeParse({ line: 1, names: [] }).success).toBe(true);
    expect(schema.safeParse({ line: 'x' }).success).toBe(false);
  });
});
