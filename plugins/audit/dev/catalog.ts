import type { Entity } from '@backstage/catalog-model';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';

function entity(
  kind: string,
  name: string,
  more: { title?: string; spec?: Entity['spec'] } = {},
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
const person = (displayName: string) => ({
  spec: { profile: { displayName }, memberOf: ['payments'] },
});

export const entities: Entity[] = [
  entity('Component', 'payments-api', { title: 'Payments API', spec: service }),
  entity('Component', 'ledger', { spec: service }),
  entity('User', 'dana', person('Dana Okafor')),
  entity('User', 'ada', person('Ada Lindqvist')),
  entity('User', 'priya', person('Priya Raman')),
  entity('Group', 'payments', { title: 'Payments', spec: { type: 'team' } }),
  entity('Group', 'platform', { title: 'Platform', spec: { type: 'team' } }),
  entity('Template', 'new-service', { title: 'New service' }),
  entity('Template', 'restart', { title: 'Restart a deployment' }),
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
