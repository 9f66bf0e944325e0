import { createMockDirectory } from '@backstage/backend-test-utils';
import { locationSpecToMetadataName } from '@backstage/plugin-catalog-node';
import { stringify } from 'yaml';
import { check, scorecard } from './__testUtils__/scorecard';
import {
  startCatalog,
  type StartedCatalog,
} from './__testUtils__/startCatalog';

const platform = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'platform' },
  spec: { type: 'team', children: [] },
};

const bad = scorecard(
  {
    owner: 'template:default/x',
    levels: [
      {
        name: 'bronze',
        checks: [
          check({ rule: 'entity.metdata.name' }),
          check({ id: 'b', rule: '1 +' }),
        ],
      },
    ],
  },
  { name: 'bad' },
);

const documents = {
  'platform.yaml': platform,
  'good.yaml': scorecard({}, { name: 'good' }),
  'edited.yaml': scorecard({}, { name: 'edited' }),
  'bad.yaml': bad,
  'vendor.yaml': {
    ...scorecard({ anything: 'goes' }, { name: 'vendor' }),
    apiVersion: 'acme.io/v1',
  },
};

describe('the module in a real catalog', () => {
  const folder = createMockDirectory();
  let catalog: StartedCatalog;

  beforeAll(async () => {
    folder.setContent({
      ...Object.fromEntries(
        Object.entries(documents).map(([file, entity]) => [
          file,
          stringify(entity),
        ]),
      ),
      'malformed.yaml': 'kind: Scorecard\n  metadata: {name: [',
    });
    catalog = await startCatalog({
      files: [...Object.keys(documents), 'malformed.yaml'].map(file =>
        folder.resolve(file),
      ),
      daytwo: {
        starterScorecards: true,
        starterOwner: 'group:default/platform',
      },
    });
  }, 60_000);

  afterAll(async () => {
    await catalog?.stop();
  });

  it('ingests a valid scorecard and relates it to its owner', async () => {
    const entity = await catalog.until('scorecard:default/good', e =>
      Boolean(e.relations?.length),
    );
    expect(entity.relations).toEqual([
      { type: 'ownedBy', targetRef: 'group:default/platform' },
    ]);
    const group = await catalog.until('group:default/platform', e =>
      Boolean(e.relations?.some(r => r.targetRef === 'scorecard:default/good')),
    );
    expect(group.relations).toContainEqual({
      type: 'ownerOf',
      targetRef: 'scorecard:default/good',
    });
  });

  it('refuses a bad one, naming all of its problems', async () => {
    const message = await catalog.untilRefused('scorecard:default/bad');
    expect(message).toContain('The scorecard has 3 problems: ');
    expect(message).toContain('/spec/owner: "template:default/x"');
    expect(message).toContain('/checks/0/rule line 1 column 8: ');
    expect(message).toContain('/checks/1/rule line 1 column ');
    await expect(catalog.get('scorecard:default/bad')).resolves.toBeUndefined();
  });

  it("leaves another vendor's kind of the same name to its processor", async () => {
    const entity = await catalog.until('scorecard:default/vendor');
    expect(entity.apiVersion).toBe('acme.io/v1');
    expect(entity.spec).toMatchObject({ anything: 'goes' });
    expect(entity.relations).toEqual([]);
  });

  it('reports malformed YAML and reads the other files all the same', async () => {
    const target = folder.resolve('malformed.yaml');
    const name = locationSpecToMetadataName({ type: 'file', target });
    const message = await catalog.untilRefused(`location:default/${name}`);
    expect(message).toContain('YAML');
    expect(message).toContain('malformed.yaml');
    await catalog.until('scorecard:default/good');
  });

  it('provides the starter scorecards, owned as configured', async () => {
    for (const name of [
      'catalog-hygiene',
      'on-call-readiness',
      'production-readiness',
      'security-basics',
    ]) {
      const entity = await catalog.until(`scorecard:default/${name}`, e =>
        Boolean(e.relations?.length),
      );
      expect(entity.relations).toEqual([
        { type: 'ownedBy', targetRef: 'group:default/platform' },
      ]);
    }
  });

  it('keeps the last valid form of one that turns bad, with the error', async () => {
    await catalog.until('scorecard:default/edited');
    folder.addContent({
      'edited.yaml': stringify(scorecard({ typo: 1 }, { name: 'edited' })),
    });
    await catalog.refresh('scorecard:default/edited');
    const entity = await catalog.until('scorecard:default/edited', e =>
      Boolean((e as { status?: { items?: unknown[] } }).status?.items?.length),
    );
    expect(entity.spec).not.toHaveProperty('typo');
    expect(JSON.stringify(entity)).toContain('Unrecognized key: \\"typo\\"');
  });
});
