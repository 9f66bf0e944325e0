import type { IdentityApi } from '@backstage/core-plugin-api';
import { chosenPerson } from './chosenPerson';

/** The same identity, whose sign-out also brings back the choice of people. */
export function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      chosenPerson.clear();
      await identity.signOut();
      window.location.assign('/');
    },
  };
}
