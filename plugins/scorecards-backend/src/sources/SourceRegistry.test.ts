import { z } from 'zod';
import { createFactSource } from '@daytwo/backstage-plugin-scorecards-node';
import type { RegisteredSource } from './RegisteredSource';
import { SourceRegistry } from './SourceRegistry';
import { fromFactSource } from './zodSource';

function source(
  id: string,
  mode: RegisteredSource['mode'] = 'push',
): RegisteredSource {
  const schema = { type: 'object', properties: { line: { type: 'number' } } };
  return { id, title: `Title of ${id}`, mode, schema, validate: () => [] };
}

const sonarqube = createFactSource({
  id: 'sonarqube',
  title: 'SonarQube',
  schema: z.object({
    coverage: z.number().describe('Line coverage'),
    gate: z.enum(['OK', 'ERROR']).optional(),
  }),
  schedule: { frequency: { hours: 1 }, timeout: { minutes: 10 } },
  freshness: { days: 1 },
  async *collect() {},
});

describe('SourceRegistry', () => {
  it('keeps sources and gives the types of their facts', () => {
    const registry = SourceRegistry.create();
    registry.add(source('coverage'));
    registry.add(source('catalog', 'builtin'));

    expect(registry.list().map(s => s.id)).toEqual(['coverage', 'catalog']);
    expect(registry.get('coverage')?.title).toBe('Title of coverage');
    expect(registry.get('nothing')).toBeUndefined();
    expect(Object.keys(registry.factSchemas())).toEqual([
      'coverage',
      'catalog',
    ]);
  });

  it('refuses an id twice, naming both sources', () => {
    const registry = SourceRegistry.create();
    registry.add(source('coverage'));

    expect(() => registry.add(source('coverage', 'pull'))).toThrow(
      'Two sources of facts have the id "coverage": "Title of coverage" (push) and "Title of coverage" (pull)',
    );
  });

  it('keeps the id "catalog" for the built-in source', () => {
    expect(() => SourceRegistry.create().add(source('catalog'))).toThrow(
      'belongs to the built-in source',
    );
  });

  it.each(['', 'a-b', '1a', 'a b', 'in', '__proto__'])(
    'refuses the id %p, which rules could not name',
    id => {
      expect(() => SourceRegistry.create().add(source(id))).toThrow(
        'cannot be the id of a source',
      );
    },
  );

  it('finds the sources that take reports, and names them otherwise', () => {
    const registry = SourceRegistry.create();
    expect(() => registry.pushSource('ci')).toThrow('none is configured');

    registry.add(source('coverage'));
    registry.add(source('sonarqube', 'pull'));
    expect(registry.pushSource('coverage').id).toBe('coverage');
    expect(() => registry.pushSource('sonarqube')).toThrow(
      'No source of facts "sonarqube" takes reports; the sources that do are: coverage',
    );
  });
});

describe('fromFactSource', () => {
  it('reads types, schedule and freshness', () => {
    expect(fromFactSource(sonarqube)).toMatchObject({
      id: 'sonarqube',
      mode: 'pull',
      freshnessMs: 86_400_000,
      scheduleText: 'every hour',
      schema: {
        type: 'object',
        properties: {
          coverage: { type: 'number', description: 'Line coverage' },
        },
        required: ['coverage'],
      },
    });
  });

  it('validates with the schema, giving pointers', () => {
    const { validate } = fromFactSource(sonarqube);

    expect(validate({ coverage: 80 })).toEqual([]);
    expect(validate({ coverage: '80', gate: 'MAYBE' })).toEqual([
      { path: '/coverage', message: expect.stringContaining('number') },
      { path: '/gate', message: expect.stringContaining('OK') },
    ]);
  });

  it('refuses facts that are not objects', () => {
    const list = { ...sonarqube, schema: z.array(z.string()) };

    expect(() => fromFactSource(list as never)).toThrow(
      'The schema of the source of facts "sonarqube" must be of an object',
    );
  });
});
