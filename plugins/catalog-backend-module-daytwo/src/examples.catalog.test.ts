import { stringifyEntityRef } from '@backstage/catalog-model';
import { join } from 'node:path';
import { examplesFolder, readCompany } from './__testUtils__/examples';
import {
  startCatalog,
  type StartedCatalog,
} from './__testUtils__/startCatalog';

describe('the example company in a real catalog', () => {
  let catalog: StartedCatalog;

  beforeAll(async () => {
    catalog = await startCatalog({
      files: [join(examplesFolder, 'all.yaml')],
    });
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
  });

  it('is ingested whole, with its scorecards and without an error', async () => {
    const expected = [...readCompany().values()].map(stringifyEntityRef);
    for (const ref of expected) await catalog.until(ref);
    const refs = await catalog.refs();
    const ours = refs.filter(ref => !ref.startsWith('location:'));
    expect(ours).toEqual(expected.sort());
    expect(catalog.refusals()).toEqual([]);
  }, 60_000);

  it('relates scorecards to the group that owns them', async () => {
    const group = await catalog.until('group:default/platform', e =>
      Boolean(
        e.relations?.some(
          r => r.targetRef === 'scorecard:default/catalog-hygiene',
        ),
      ),
    );
    const owned = group.relations?.filter(
      r => r.type === 'ownerOf' && r.targetRef.startsWith('scorecard:'),
    );
    expect(owned?.map(r => r.targetRef)).toEqual([
      'scorecard:default/catalog-hygiene',
      'scorecard:default/delivery-performance',
      'scorecard:default/on-call-readiness',
      'scorecard:default/production-readiness',
      'scorecard:default/security-basics',
    ]);
  });
});
