import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authOwnershipResolutionExtensionPoint } from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { ownershipRefs } from './ownership';

/** Lets people own what their groups' parents own; by itself a portal looks at direct groups only. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'nested-ownership',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        resolution: authOwnershipResolutionExtensionPoint,
      },
      async init({ auth, catalog, resolution }) {
        const readGroups = async (entityRefs: string[]) => {
          const credentials = await auth.getOwnServiceCredentials();
          const request = { entityRefs, fields: ['kind', 'relations'] };
          return (await catalog.getEntitiesByRefs(request, { credentials }))
            .items;
        };
        resolution.setAuthOwnershipResolver({
          resolveOwnershipEntityRefs: async user => ({
            ownershipEntityRefs: await ownershipRefs(user, readGroups),
          }),
        });
      },
    });
  },
});
