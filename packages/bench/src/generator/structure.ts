import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { words } from './words';

/** What stands around components. @internal */
export interface Structure {
  entities: Entity[];
  /** Groups of the lowest storey: those that own. */
  teamRefs: string[];
  systemRefs: string[];
}

interface Part {
  kind: 'Group' | 'Domain' | 'System';
  name: string;
  spec: Record<string, unknown>;
  relations: Array<{ type: string; targetRef: string }>;
}

function toEntity({ kind, name, spec, relations }: Part): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name, etag: `s-${kind}-${name}` },
    spec: spec as Entity['spec'],
    relations,
  };
}

function group(name: string, type: string, parent?: string): Entity {
  const parentRef = parent && `group:default/${parent}`;
  return toEntity({
    kind: 'Group',
    name,
    spec: { type, children: [], ...(parentRef && { parent: parentRef }) },
    relations: parentRef ? [{ type: 'childOf', targetRef: parentRef }] : [],
  });
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Departments, areas and teams: about one team for 80 components. */
function createGroups(components: number): Entity[][] {
  const teams = Math.max(6, Math.round(components / 80));
  const areas = Math.max(3, Math.round(teams / 6));
  const departments = Math.max(2, Math.round(areas / 5));
  return [
    times(departments, n => group(`department-${n}`, 'department')),
    times(areas, n =>
      group(`area-${n}`, 'area', `department-${n % departments}`),
    ),
    times(teams, n => group(`team-${n}`, 'team', `area-${n % areas}`)),
  ];
}

function createDomains(components: number): Entity[] {
  const count = Math.max(3, Math.round(components / 600));
  return times(count, n =>
    toEntity({
      kind: 'Domain',
      name: `${words.domains[n % words.domains.length]}-${n}`,
      spec: { owner: 'group:default/department-0' },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/department-0' }],
    }),
  );
}

function createSystem(n: number, teamRef: string, domainRef: string): Entity {
  return toEntity({
    kind: 'System',
    name: `${words.things[n % words.things.length]}-system-${n}`,
    spec: { owner: teamRef, domain: domainRef },
    relations: [
      { type: 'ownedBy', targetRef: teamRef },
      { type: 'partOf', targetRef: domainRef },
    ],
  });
}

/**
 * Groups nested three deep, domains and systems, in numbers that fit a catalog
 * of so many components.
 *
 * @internal
 */
export function createStructure(components: number): Structure {
  const storeys = createGroups(components);
  const teamRefs = storeys[2].map(team => stringifyEntityRef(team));
  const domains = createDomains(components);
  const domainRefs = domains.map(domain => stringifyEntityRef(domain));
  const systems = times(Math.max(6, Math.round(components / 25)), n =>
    createSystem(
      n,
      teamRefs[n % teamRefs.length],
      domainRefs[n % domains.length],
    ),
  );
  return {
    entities: [...storeys.flat(), ...domains, ...systems],
    teamRefs,
    systemRefs: systems.map(system => stringifyEntityRef(system)),
  };
}
