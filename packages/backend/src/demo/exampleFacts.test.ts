import { createMockDirectory } from '@backstage/backend-test-utils';
import { readExampleFacts } from './exampleFacts';

const folder = createMockDirectory();
const now = new Date('2026-03-10T12:00:00Z');

describe('readExampleFacts', () => {
  it('dates facts back from now, by source', async () => {
    folder.setContent({
      'ci.yaml': `
- source: ci
  entityRef: component:default/ledger
  observedHoursAgo: 36
  fact: { mainBranch: passing }
- source: ci
  entityRef: component:default/payouts
  fact: { mainBranch: failing }`,
      'README.md': 'not facts',
    });
    const facts = await readExampleFacts(folder.path, now);
    expect([...facts]).toEqual([
      [
        'ci',
        [
          {
            entityRef: 'component:default/ledger',
            fact: { mainBranch: 'passing' },
            observedAt: '2026-03-09T00:00:00.000Z',
          },
          {
            entityRef: 'component:default/payouts',
            fact: { mainBranch: 'failing' },
            observedAt: '2026-03-10T12:00:00.000Z',
          },
        ],
      ],
    ]);
  });

  it('says which file is wrong, and how', async () => {
    folder.setContent({ 'ci.yaml': '- source: ci' });
    await expect(readExampleFacts(folder.path, now)).rejects.toThrow(
      /ci\.yaml is invalid: [\s\S]*entityRef/,
    );
  });
});
