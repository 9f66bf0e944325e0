import type { UserInfoService } from '@backstage/backend-plugin-api';
import type { Reading } from '../reading';
import type { Operations } from './operations';

/** The home page of the person who asks. */
export function homeOperations(
  reading: Reading,
  userInfo: UserInfoService,
): Pick<Operations, 'getHome'> {
  return {
    getHome: async ({ credentials }) => {
      const { reader, scorecards } = await reading.access.list(credentials);
      const info = await userInfo.getUserInfo(credentials);
      return reading.home.read(
        { userRef: info.userEntityRef, claims: info.ownershipEntityRefs },
        reader,
        scorecards,
      );
    },
  };
}
