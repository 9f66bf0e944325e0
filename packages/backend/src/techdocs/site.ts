import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LinkResolver, pageUrl } from './links';
import { renderMarkdown } from './markdown';
import type { RenderedMarkdown } from './markdown';
import type { MkdocsConfig, NavItem } from './mkdocsConfig';

/** One page of the site, rendered but without the navigation around it. */
export interface Page extends RenderedMarkdown {
  file: string;
  url: string;
  title: string;
}

/** All pages of a docs folder, and the other files that they may show. */
export interface Site {
  pages: Map<string, Page>;
  assets: string[];
}

/** Reads and renders every Markdown file of the docs folder. */
export async function readSite(config: MkdocsConfig): Promise<Site> {
  const files = await listFiles(config.docsDir);
  const markdown = files.filter(file => file.endsWith('.md'));
  const titles = navTitles(config.nav);
  const pages = await Promise.all(
    markdown.map(file => readPage(config, file, titles.get(file))),
  );
  return {
    pages: new Map(pages.map(page => [page.file, page])),
    assets: files.filter(file => !file.endsWith('.md')),
  };
}

/** All files of a folder, by their paths in it. */
export async function listFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .map(file => file.replaceAll('\\', '/'))
    .sort();
}

async function readPage(
  { docsDir, repoUrl }: MkdocsConfig,
  file: string,
  navTitle?: string,
): Promise<Page> {
  const source = await readFile(join(docsDir, file), 'utf8');
  const rendered = renderMarkdown(source, new LinkResolver(file, repoUrl));
  const heading = rendered.headings.find(({ depth }) => depth === 1);
  const title = navTitle ?? heading?.text ?? file;
  return { ...rendered, file, url: pageUrl(file), title };
}

function navTitles(nav: NavItem[]): Map<string, string | undefined> {
  return new Map(
    nav.flatMap(item =>
      item.kind === 'page'
        ? [[item.file, item.title] as const]
        : [...navTitles(item.items)],
    ),
  );
}
