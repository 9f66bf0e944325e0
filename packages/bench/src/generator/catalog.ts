import type { Entity } from '@backstage/catalog-model';
import { Random } from './Random';
import { createStructure, type Structure } from './structure';
import { words } from './words';

/** What a catalog is made from. @internal */
export interface CatalogOptions {
  seed: number;
  /** Components; groups, systems and domains come on top. */
  components: number;
}

/**
 * A made-up catalog. Each component depends on the seed and its index only, so
 * that it can be had without the ones before it.
 *
 * @internal
 */
export interface GeneratedCatalog {
  readonly options: CatalogOptions;
  /** Groups in three storeys, domains and systems. */
  readonly structure: Structure;
  /** All entities that are not components. */
  readonly others: readonly Entity[];
  component(index: number): Entity;
  componentRef(index: number): string;
  /** All components in pages, in order of their index. */
  componentPages(size: number): Generator<Entity[]>;
}

const GITHUB = 'https://github.com/acme';

function nameOf(options: CatalogOptions, index: number): string {
  const random = Random.of(options.seed, 'name', index);
  return `${random.pick(words.things)}-${random.pick(words.roles)}-${index}`;
}

function refOf(options: CatalogOptions, index: number): string {
  return `component:default/${nameOf(options, index)}`;
}

function annotationsOf(name: string, random: Random): Record<string, string> {
  return {
    'backstage.io/managed-by-location': `url:${GITHUB}/${name}/blob/main/catalog-info.yaml`,
    'backstage.io/managed-by-origin-location': `url:${GITHUB}/${name}/blob/main/catalog-info.yaml`,
    'backstage.io/source-location': `url:${GITHUB}/${name}/tree/main/`,
    'github.com/project-slug': `acme/${name}`,
    ...(random.chance(0.7) && { 'backstage.io/techdocs-ref': 'dir:.' }),
    ...(random.chance(0.5) && {
      'pagerduty.com/service-id': `P${random.int(100_000, 999_999)}`,
    }),
    ...(random.chance(0.4) && {
      'sonarqube.org/project-key': `acme_${name}`,
    }),
  };
}

function describe(name: string, random: Random): string | undefined {
  const [thing, role] = name.split('-');
  return random.chance(0.85)
    ? `Keeps each ${thing} of ${random.pick(
        words.domains,
      )} correct and on time; ` +
        `this ${role} belongs to the ${random.pick(words.things)} flow.`
    : undefined;
}

function dependenciesOf(options: CatalogOptions, index: number): string[] {
  const random = Random.of(options.seed, 'dependencies', index);
  const refs = Array.from({ length: random.int(0, 3) }, () =>
    refOf(options, random.int(0, options.components - 1)),
  );
  const gone = random.chance(0.02) ? ['component:default/gone'] : [];
  const own = refOf(options, index);
  return [...new Set([...refs, ...gone])].filter(ref => ref !== own);
}

/** One entity of fifty names an owner that does not exist. */
function ownerOf(structure: Structure, system: number, random: Random): string {
  return random.chance(0.02)
    ? `group:default/gone-${random.int(1, 9)}`
    : structure.teamRefs[system % structure.teamRefs.length];
}

function createComponent(
  options: CatalogOptions,
  structure: Structure,
  index: number,
): Entity {
  const random = Random.of(options.seed, 'component', index);
  const name = nameOf(options, index);
  const system = random.int(0, structure.systemRefs.length - 1);
  const owner = ownerOf(structure, system, random);
  const dependsOn = dependenciesOf(options, index);
  const description = describe(name, random);
  const relations = [
    ...dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
    { type: 'ownedBy', targetRef: owner },
    { type: 'partOf', targetRef: structure.systemRefs[system] },
  ];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name,
      title: name.replace(/-/g, ' '),
      ...(description !== undefined && { description }),
      uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      etag: `e${options.seed}-${index}`,
      annotations: annotationsOf(name, random),
      labels: { 'acme.com/cost-centre': `cc-${random.int(100, 199)}` },
      tags: random.sample(words.tags, random.int(1, 5)),
      links: [
        { url: `https://dashboards.acme.com/d/${name}`, title: 'Dashboard' },
        { url: `https://logs.acme.com/?q=${name}`, title: 'Logs' },
      ],
    },
    spec: {
      type: random.pick(words.types),
      lifecycle: random.pick(words.lifecycles),
      owner,
      system: structure.systemRefs[system],
      dependsOn,
    },
    relations,
  };
}

/** Makes a catalog up. @internal */
export function createCatalog(options: CatalogOptions): GeneratedCatalog {
  const structure = createStructure(options.components);
  const component = (index: number) =>
    createComponent(options, structure, index);
  return {
    options,
    structure,
    others: structure.entities,
    component,
    componentRef: index => refOf(options, index),
    *componentPages(size) {
      for (let at = 0; at < options.components; at += size) {
        const length = Math.min(size, options.components - at);
        yield Array.from({ length }, (_, offset) => component(at + offset));
      }
    },
  };
}
