import type { Entity } from '@backstage/catalog-model';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';

function entity(
  kind: string,
  name: string,
  more: { title?: string; spec?: Record<string, string> } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      uid: `${kind}-${name}`,
      ...(more.title && { title: more.title }),
    },
    spec: more.spec ?? {},
    relations: [],
  };
}

const service = {
  type: 'service',
  lifecycle: 'production',
  owner: 'group:default/payments',
};

export const entities: Entity[] = [
  entity('Component', 'payments-api', { title: 'Payments API', spec: service }),
  entity('Component', 'ledger', { spec: service }),
  entity('Component', 'unmeasured', { spec: service }),
  entity('Group', 'payments', { spec: { type: 'team' } }),
  entity('Group', 'platform', { spec: { type: 'team' } }),
];

/** A catalog of a few entities in the place of the real one. */
export const inventedCatalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams(catalogApiMock.factory({ entities })),
    }),
  ],
});
