import { schemaFields } from './schemaFields';

describe('schemaFields', () => {
  it('names facts by path, with type and meaning', () => {
    expect(
      schemaFields({
        type: 'object',
        properties: {
          line: { type: 'number', description: 'Percent.' },
          owner: {
            type: 'object',
            properties: { name: { type: ['string', 'null'] } },
          },
          labels: { type: 'array', items: { type: 'string' } },
          state: { enum: ['open', 'closed'] },
          either: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
          anything: {},
        },
      }),
    ).toEqual([
      { path: 'line', type: 'number', description: 'Percent.' },
      { path: 'owner', type: 'object' },
      { path: 'owner.name', type: 'string | null' },
      { path: 'labels', type: 'string[]' },
      { path: 'state', type: '"open" | "closed"' },
      { path: 'either', type: 'string | integer' },
      { path: 'anything', type: 'any' },
    ]);
  });

  it.each([[undefined], ['text'], [{}], [[1]]])(
    'finds nothing in %p',
    schema => {
      expect(schemaFields(schema)).toEqual([]);
    },
  );
});
