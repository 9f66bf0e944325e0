import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { readFileSync } from 'node:fs';
import { MarkdownGenerator } from './MarkdownGenerator';

const logger = mockServices.logger.mock();
const winston = { info() {} } as unknown as GeneratorRunOptions['logger'];
const docs = createMockDirectory();
const output = createMockDirectory();

async function generate(files: Record<string, string>) {
  docs.setContent(files);
  output.clear();
  const config = new ConfigReader({});
  const scmIntegrations = ScmIntegrations.fromConfig(config);
  const generator = new MarkdownGenerator({ config, logger, scmIntegrations });
  await generator.run({
    inputDir: docs.path,
    outputDir: output.path,
    etag: 'abc',
    logger: winston,
    siteOptions: { name: 'Fallback' },
  });
  return (file: string) => readFileSync(output.resolve(file), 'utf8');
}

const mkdocs = `
site_name: Guides
repo_url: https://example.com/guides
nav:
  - Home: index.md
  - Tasks:
      - tasks/first.md
`;

const guides = {
  'mkdocs.yml': mkdocs,
  'docs/index.md':
    '# Welcome\n\nGo to [the first task](tasks/first.md#step-1).\n',
  'docs/tasks/first.md':
    '# First task\n\n## Step 1\n\nSee [home](../index.md), [code](../../src/a.ts), ![map](map.png).\n',
  'docs/tasks/map.png': 'png',
};

describe('MarkdownGenerator', () => {
  it('writes a page where mkdocs would', async () => {
    const read = await generate(guides);
    expect(read('index.html')).toContain('<h1 id="welcome">Welcome');
    expect(read('tasks/first/index.html')).toContain('<h2 id="step-1">Step 1');
  });

  it('turns links between files into links between pages', async () => {
    const read = await generate(guides);
    expect(read('index.html')).toContain('href="tasks/first/#step-1"');
    const task = read('tasks/first/index.html');
    expect(task).toContain('<a href="../../">home</a>');
    expect(task).toContain('src="../map.png"');
    expect(task).toContain(
      'href="https://example.com/guides/blob/main/src/a.ts"',
    );
  });

  it('copies what pages show', async () => {
    const read = await generate(guides);
    expect(read('tasks/map.png')).toBe('png');
  });

  it('marks the current page in the navigation, titled by nav or first heading', async () => {
    const read = await generate(guides);
    expect(read('tasks/first/index.html')).toMatch(
      /href="\.\.\/\.\.\/">Home<[\s\S]*aria-current="page">First task</,
    );
  });

  it('writes the search index and the metadata that TechDocs reads', async () => {
    const read = await generate(guides);
    const index = JSON.parse(read('search/search_index.json'));
    expect(index.docs).toContainEqual({
      location: 'tasks/first/',
      title: 'First task',
      text: 'First task Step 1 See home , code , .',
    });
    expect(JSON.parse(read('techdocs_metadata.json'))).toMatchObject({
      site_name: 'Guides',
      etag: 'abc',
      files: expect.arrayContaining(['index.html', 'tasks/map.png']),
    });
  });

  it('links a stylesheet whose name the reader lets through', async () => {
    const read = await generate(guides);
    expect(read('tasks/first/index.html')).toMatch(
      /href="\.\.\/\.\.\/assets\/stylesheets\/main\.[0-9a-f]{8}\.min\.css"/,
    );
  });

  it('says which page of the navigation is missing', async () => {
    await expect(
      generate({ 'mkdocs.yml': mkdocs, 'docs/index.md': '# Hi' }),
    ).rejects.toThrow("mkdocs.yml names 'tasks/first.md'");
  });

  it('lists all pages when there is no navigation', async () => {
    const read = await generate({
      'mkdocs.yml': 'site_name: Guides',
      'docs/index.md': '# Welcome',
      'docs/more.md': '# More',
    });
    expect(read('index.html')).toContain('href="more/">More</a>');
  });
});
