import type { ConfigApi } from '@backstage/core-plugin-api';

/** One of the example people that the sign-in page offers. */
export interface DemoPerson {
  entityRef: string;
  name: string;
  role: string;
  summary: string;
}

/** Reads the list that the backend's demo provider reads too. */
export function readPeople(config: ConfigApi): DemoPerson[] {
  const people = config.getOptionalConfigArray('auth.providers.demo.people');
  return (people ?? []).map(person => ({
    entityRef: person.getString('entityRef'),
    name: person.getString('name'),
    role: person.getString('role'),
    summary: person.getString('summary'),
  }));
}
