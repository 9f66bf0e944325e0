import { ConfigReader } from '@backstage/config';
import type { ProxyAuthenticator } from '@backstage/plugin-auth-node';
import { demoAuthenticator } from './demoAuthenticator';

type Authenticate = ProxyAuthenticator<unknown, unknown>['authenticate'];
type DemoRequest = Parameters<Authenticate>[0]['req'];

const people = [{ entityRef: 'user:default/dana', name: 'Dana' }];

const requestAs = (person?: string) =>
  ({ header: () => person } as unknown as DemoRequest);

async function signIn(person: string | undefined, config: object) {
  const ctx = demoAuthenticator.initialize({
    config: new ConfigReader(config),
  });
  return demoAuthenticator.authenticate({ req: requestAs(person) }, ctx);
}

describe('demoAuthenticator', () => {
  const open = { people, dangerouslyAllowOutsideDevelopment: true };

  it('takes a person whom the config lists', async () => {
    await expect(signIn('user:default/dana', open)).resolves.toEqual({
      result: people[0],
    });
  });

  it.each([['user:default/mallory'], [undefined]])(
    'refuses %p, who is not listed',
    async person => {
      await expect(signIn(person, open)).rejects.toMatchObject({
        name: 'AuthenticationError',
      });
    },
  );

  it('refuses everybody outside development unless it is told otherwise', async () => {
    await expect(signIn('user:default/dana', { people })).rejects.toMatchObject(
      { name: 'NotAllowedError' },
    );
  });
});
