import { createMockDirectory } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { LocalFolderPreparer } from './LocalFolderPreparer';

const docs = createMockDirectory();
const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'guides' },
};

const preparer = new LocalFolderPreparer({
  prepare: async () => ({ preparedDir: docs.path, etag: '' }),
  shouldCleanPreparedDirectory: () => false,
});

const write = (text: string) =>
  docs.setContent({
    'mkdocs.yml': 'site_name: Guides',
    docs: { 'index.md': text },
  });

describe('LocalFolderPreparer', () => {
  it('gives the folder, and an etag of what is in it', async () => {
    write('# One');
    const first = await preparer.prepare(entity);
    write('# Two');
    const second = await preparer.prepare(entity);
    expect(first.preparedDir).toBe(docs.path);
    expect(second.etag).not.toBe(first.etag);
  });

  it('says so when nothing has changed', async () => {
    write('# One');
    const { etag } = await preparer.prepare(entity);
    await expect(preparer.prepare(entity, { etag })).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
  });
});
