import { entitiesIn } from './entities';

describe('entitiesIn', () => {
  it('finds refs under well-known keys, at any place, each once', () => {
    expect(
      entitiesIn(
        {
          entityRef: 'Component:Default/Billing',
          entityRefs: ['api:pay/v1', 'component:default/billing'],
          inner: {
            templateRef: 'new-service',
            list: [{ user: 'user:default/ada' }],
          },
        },
        { entityRef: 'system:shop' },
      ),
    ).toEqual([
      'component:default/billing',
      'api:pay/v1',
      'template:default/new-service',
      'user:default/ada',
      'system:default/shop',
    ]);
  });

  it('takes nothing else for a ref', () => {
    expect(
      entitiesIn({
        location: 'component:default/x',
        entityRef: 'url:https://example.com/a',
        entity: 'billing',
        entityRefs: [1, null, 'component:default/<script>', '=cmd()'],
      }),
    ).toBeUndefined();
    expect(entitiesIn(undefined, null, 'component:default/x')).toBeUndefined();
  });

  it('keeps no more than 50', () => {
    const entityRefs = Array.from({ length: 80 }, (_, i) => `component:x/${i}`);
    expect(entitiesIn({ entityRefs })).toHaveLength(50);
  });
});
