import type { Entity } from '@backstage/catalog-model';
import { Random } from '../Random';

/** People of the portal; the first ones are the busiest. */
export const PEOPLE = 1500;
/** From this one on, people have left when half of the time is over. */
export const LEFT_FROM = 1400;

/** Of a person, by how busy. */
export function personRef(index: number): string {
  return `user:default/person-${index}`;
}

/** Somebody; the busy ones more often. */
export function anyPerson(random: Random, share: number): string {
  const present = share < 0.5 ? PEOPLE : LEFT_FROM;
  return personRef(Math.floor(random.next() * random.next() * present));
}

/** Groups by how many people are in them; each has every so-manieth person. */
const groups = { team: 10, department: 300 };

function group(name: string, members: readonly string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: name, children: [] },
    relations: members.map(targetRef => ({ type: 'hasMember', targetRef })),
  };
}

/** Who is in a group, by its name. */
export function membersOf(name: keyof typeof groups): string[] {
  const every = Math.floor(PEOPLE / groups[name]);
  return Array.from({ length: groups[name] }, (_, n) =>
    personRef(n * every + 3),
  );
}

/** A team and a department. */
export function auditGroups(): Entity[] {
  return [
    group('team', membersOf('team')),
    group('department', membersOf('department')),
  ];
}
