import type { Config } from '@backstage/config';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

interface DemoPerson {
  entityRef: string;
  name: string;
}

const isAllowed = (config: Config) =>
  process.env.NODE_ENV === 'development' ||
  config.getOptionalBoolean('dangerouslyAllowOutsideDevelopment') === true;

const readPeople = (config: Config): DemoPerson[] =>
  config.getConfigArray('people').map(person => ({
    entityRef: person.getString('entityRef'),
    name: person.getString('name'),
  }));

/** Takes the person named in the `x-demo-person` header, if the config lists that person. */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (person: DemoPerson) => ({
    profile: { displayName: person.name },
  }),
  initialize: ({ config }) => ({
    people: readPeople(config),
    allowed: isAllowed(config),
  }),
  authenticate: async ({ req }, { people, allowed }) => {
    if (!allowed) {
      throw new NotAllowedError(
        'The demo sign-in works in development only; set auth.providers.demo.dangerouslyAllowOutsideDevelopment to use it elsewhere',
      );
    }
    const wanted = req.header('x-demo-person');
    const result = people.find(person => person.entityRef === wanted);
    if (!result) {
      throw new AuthenticationError(
        `'${
          wanted ?? ''
        }' is not one of the people in auth.providers.demo.people`,
      );
    }
    return { result };
  },
});
