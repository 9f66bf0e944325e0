import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { seedEntities } from '../../reading/__testUtils__/seed';
import {
  translateConditions,
  type EntityConditions,
} from './translateConditions';

function entity(
  name: string,
  parts: {
    kind?: string;
    metadata?: object;
    spec?: object;
    owners?: string[];
  } = {},
): Entity {
  const { kind = 'Component', metadata, spec, owners = [] } = parts;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...metadata },
    ...(spec && { spec }),
    relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
  } as Entity;
}

const entities = [
  entity('plain'),
  entity('a-group', { kind: 'Group', owners: ['group:default/top'] }),
  entity('owned', { owners: ['group:default/a', 'user:default/u'] }),
  entity('owned-by-b', { owners: ['group:default/b'] }),
  entity('annotated', {
    metadata: {
      annotations: { 'Example.com/Tier': 'Gold', 'x/y': '1', empty: '' },
      labels: { Region: 'EU-West' },
    },
  }),
  entity('tagged', {
    metadata: { tags: ['Java', 'web.api'], uid: 'U-1', title: 'A "title"' },
  }),
  entity('typed', {
    spec: { type: 'Service', lifecycle: 'production', port: 8080, ratio: 0.5 },
  }),
  entity('nested', {
    spec: {
      a: { B: { c: 'Deep' } },
      'a.b': { d: true },
      list: [{ kind: 'x' }, { kind: 'Y', n: [1, 2] }, 'word'],
      nothing: null,
      huge: 1e21,
      tiny: 1e-7,
      empty: {},
    },
  }),
  entity('texts', {
    spec: {
      type: 'library',
      long: 'z'.repeat(300),
      number: '8080',
      flag: 'true',
      quote: `it's "quoted"`,
      like: '50%_off',
    },
  }),
  entity('odd-type', { spec: { type: ['Service', 'x'], Lifecycle: 'Old' } }),
  entity('elsewhere', { metadata: { namespace: 'Other' } }),
];

const rule = (name: string, params: object): EntityConditions =>
  ({ rule: name, resourceType: 'catalog-entity', params } as EntityConditions);
const spec = (key: string, value?: string) => rule('HAS_SPEC', { key, value });
const meta = (key: string, value?: string) =>
  rule('HAS_METADATA', { key, value });
const owner = (...claims: string[]) => rule('IS_ENTITY_OWNER', { claims });
const kind = (...kinds: string[]) => rule('IS_ENTITY_KIND', { kinds });
const annotation = (name: string, value?: string) =>
  rule('HAS_ANNOTATION', { annotation: name, value });
const label = (name: string, value?: string) =>
  rule('HAS_LABEL', { label: name, value });

const conditions: EntityConditions[] = [
  owner('group:default/a'),
  owner('group:default/b', 'user:default/u'),
  owner('group:default/A'),
  owner(),
  kind('component'),
  kind('GROUP', 'api'),
  kind(),
  annotation('example.com/tier'),
  annotation('Example.com/Tier', 'gold'),
  annotation('example.com/tier', 'GOLD'),
  annotation('x/y', '1'),
  annotation('x/y', '2'),
  annotation('empty', ''),
  annotation('missing'),
  annotation('tier'),
  label('region'),
  label('REGION', 'eu-west'),
  label('region', 'eu'),
  spec('type'),
  spec('TYPE', 'SERVICE'),
  spec('type', 'library'),
  spec('type', 'x'),
  spec('type.x'),
  spec('lifecycle'),
  spec('lifecycle', 'PRODUCTION'),
  spec('lifecycle', 'old'),
  { not: spec('lifecycle', 'old') },
  spec('port', '8080'),
  spec('number', '8080'),
  spec('ratio', '0.5'),
  spec('ratio', '0.50'),
  spec('a.b.c', 'deep'),
  spec('a.b.c'),
  spec('a.b'),
  spec('a'),
  spec('a.b.d', 'true'),
  spec('a.b.d', 'false'),
  spec('a.b.d', 'TRUE'),
  spec('flag', 'true'),
  spec('list'),
  spec('list', 'word'),
  spec('list.word'),
  spec('list.WORD', 'true'),
  spec('list.word', 'false'),
  spec('list.kind', 'y'),
  spec('list.n', '2'),
  spec('list.n', '3'),
  spec('nothing'),
  spec('nothing', 'null'),
  spec('huge', '1e+21'),
  spec('tiny', '1e-7'),
  spec('empty'),
  spec('long'),
  spec('long', 'z'.repeat(300)),
  spec('long', 'z'.repeat(200)),
  spec('quote', `it's "quoted"`),
  spec('like', '50%_off'),
  spec('like', '50x_off'),
  spec(''),
  spec('k'.repeat(250)),
  spec(`type' OR '1'='1`),
  meta('name', 'PLAIN'),
  meta('name'),
  meta('namespace', 'default'),
  meta('namespace', 'other'),
  meta('uid'),
  meta('uid', 'u-1'),
  meta('etag'),
  meta('title', 'a "title"'),
  meta('tags', 'java'),
  meta('tags.java'),
  meta('tags.web.api', 'true'),
  meta('annotations.example.com/tier', 'gold'),
  meta('labels.region', 'eu-west'),
  { anyOf: [owner('group:default/a'), kind('group')] },
  { allOf: [kind('component'), { not: owner('group:default/a') }] },
  { not: { anyOf: [spec('type'), meta('tags')] } },
  { not: annotation('x/y', '1') },
  { not: meta('uid', 'u-1') },
];

const rulesByName = new Map<string, (resource: Entity, params: any) => boolean>(
  Object.values(permissionRules).map(r => [r.name, r.apply]),
);

/** What the catalog itself says. */
function applies(criteria: EntityConditions, subject: Entity): boolean {
  if (isAndCriteria(criteria)) {
    return criteria.allOf.every(item => applies(item, subject));
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.some(item => applies(item, subject));
  }
  if (isNotCriteria(criteria)) {
    return !applies(criteria.not, subject);
  }
  return Boolean(rulesByName.get(criteria.rule)?.(subject, criteria.params));
}

describe.each(databases.eachSupportedId())('translateConditions, %s', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await freshDatabase(id);
    await seedEntities(knex, entities);
  });

  const dialect = () => (isPostgres(knex) ? 'postgres' : 'sqlite');

  it.each(conditions.map(c => [JSON.stringify(c).slice(0, 150), c] as const))(
    'agrees with the catalog on %s',
    async (_, criteria) => {
      const fragment = translateConditions(criteria, dialect());
      const rows = await knex('entities AS e')
        .whereRaw(fragment?.sql ?? 'no translation', [
          ...(fragment?.bindings ?? []),
        ])
        .orderBy('e.ref')
        .select('e.ref');
      const expected = entities
        .filter(subject => applies(criteria, subject))
        .map(subject => stringifyEntityRef(subject))
        .sort();
      expect(rows.map(row => row.ref)).toEqual(expected);
    },
  );

  it.each([
    ['an unknown rule', rule('IS_MAGIC', {})],
    ['an unknown rule in a tree', { anyOf: [kind('api'), rule('X', {})] }],
    ['letters beyond ASCII', spec('type', 'dienst-für-alle')],
    ['malformed parameters', rule('IS_ENTITY_KIND', { kinds: 'api' })],
  ] as Array<[string, EntityConditions]>)(
    'leaves %s to the catalog',
    (_, c) => {
      expect(translateConditions(c, dialect())).toBeUndefined();
    },
  );
});

it('has run on PostgreSQL as well', () => {
  expect(databases.supports('POSTGRES_18')).toBe(true);
});
