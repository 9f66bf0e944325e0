import type { Entity } from '@backstage/catalog-model';
import { catalogFact, type CatalogLookup } from './catalogFact';
import { catalogFactSchema } from './schema';

const known = new Set([
  'group:default/payments',
  'user:default/dana',
  'system:default/checkout',
  'resource:default/ledger',
]);
const lookup: CatalogLookup = {
  exists: ref => known.has(ref),
  membersOf: () => 4,
};

function component(changes: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'billing' },
    spec: { type: 'service' },
    ...changes,
  };
}

function related(...relations: Array<[type: string, targetRef: string]>) {
  return catalogFact(
    component({
      relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
    }),
    lookup,
  );
}

function api(type: string, definition: string) {
  const spec = { type, definition };
  return catalogFact(component({ kind: 'API', spec }), lookup);
}

describe('catalogFact', () => {
  it('describes an entity that has nothing', () => {
    const fact = catalogFact(component(), lookup);

    expect(fact).toEqual({
      ownerExists: false,
      ownerKind: '',
      ownerMembers: 0,
      systemExists: false,
      dependencies: 0,
      dependenciesExist: true,
      missingDependencies: [],
      providesApis: 0,
      consumesApis: 0,
      hasDocs: false,
      annotations: {},
      labels: {},
      tags: [],
      links: 0,
      hasDefinition: false,
      definitionFormat: '',
      definitionValid: true,
      orphan: false,
      errors: [],
    });
    expect(catalogFactSchema.parse(fact)).toEqual(fact);
  });

  it('tells an owner that exists from one that does not', () => {
    expect(related(['ownedBy', 'group:default/payments'])).toMatchObject({
      ownerExists: true,
      ownerKind: 'group',
      ownerMembers: 4,
    });
    expect(related(['ownedBy', 'user:default/dana'])).toMatchObject({
      ownerExists: true,
      ownerKind: 'user',
      ownerMembers: 1,
    });
    expect(related(['ownedBy', 'group:default/gone'])).toMatchObject({
      ownerExists: false,
      ownerKind: 'group',
      ownerMembers: 0,
    });
  });

  it('counts what it depends on and names what is missing', () => {
    const fact = related(
      ['dependsOn', 'resource:default/ledger'],
      ['dependsOn', 'resource:default/gone'],
      ['dependsOn', 'resource:default/gone'],
      ['consumesApi', 'api:default/gone'],
      ['providesApi', 'api:default/own'],
    );

    expect(fact).toMatchObject({
      dependencies: 2,
      dependenciesExist: false,
      missingDependencies: ['api:default/gone', 'resource:default/gone'],
      consumesApis: 1,
      providesApis: 1,
    });
  });

  it('asks for a system, not for any whole that it is part of', () => {
    expect(related(['partOf', 'system:default/checkout']).systemExists).toBe(
      true,
    );
    expect(related(['partOf', 'system:default/gone']).systemExists).toBe(false);
    expect(related(['partOf', 'resource:default/ledger']).systemExists).toBe(
      false,
    );
  });

  it('reads annotations, status and links', () => {
    const fact = catalogFact(
      component({
        metadata: {
          name: 'billing',
          annotations: {
            'backstage.io/techdocs-ref': 'dir:.',
            'backstage.io/orphan': 'true',
          },
          links: [{ url: 'https://example.com' }],
        },
        status: {
          items: [
            { level: 'error', message: 'spec.type is missing', type: 'x' },
            { level: 'info', message: 'fine', type: 'x' },
          ],
        },
      } as Partial<Entity>),
      lookup,
    );

    expect(fact).toMatchObject({
      hasDocs: true,
      orphan: true,
      links: 1,
      errors: ['spec.type is missing'],
    });
  });

  it.each([
    ['openapi', 'openapi: 3.0.0\ninfo: {}', true],
    ['openapi', '{"swagger":"2.0"}', true],
    ['openapi', '{openapi: 3.1.0, info: {title: flow style}}', true],
    ['openapi', 'asyncapi: 3.0.0', false],
    ['openapi', 'openapi: [unclosed', false],
    ['openapi', '- openapi', false],
    ['openapi', 'just words', false],
    ['openapi', '', false],
    ['asyncapi', 'asyncapi: 3.0.0', true],
    ['graphql', 'type Query { a: Int }', true],
    ['graphql', '  \n', false],
  ])('judges %s definition %p as %p', (type, definition, expected) => {
    expect(api(type, definition)).toMatchObject({
      definitionFormat: type,
      definitionValid: expected,
    });
  });

  it('refuses a definition nested beyond reason, at once', () => {
    const started = performance.now();

    expect(api('openapi', '['.repeat(99_000)).definitionValid).toBe(false);
    expect(api('openapi', '{a: '.repeat(20_000)).definitionValid).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('looks only at the margin of a very long YAML definition', () => {
    const filler = '  a: 1\n'.repeat(100_000);

    expect(api('openapi', `paths:\n${filler}openapi: 3.0.0`)).toMatchObject({
      definitionValid: true,
    });
    expect(api('openapi', `paths:\n  openapi: 1\n${filler}`)).toMatchObject({
      definitionValid: false,
    });
  });

  it('is not multiplied by aliases', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 12; i++) {
      const alias = `*a${i - 1}`;
      lines.push(`a${i}: &a${i} [${Array(10).fill(alias).join(', ')}]`);
    }

    expect(api('openapi', `openapi: 3.0.0\n${lines.join('\n')}`)).toMatchObject(
      { definitionValid: true },
    );
  });
});
