import { getMkdocsYml } from '@backstage/plugin-techdocs-node';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A leaf of the navigation: a Markdown file, with its own title or the file's. */
export interface NavPage {
  kind: 'page';
  title?: string;
  file: string;
}

/** A titled part of the navigation. */
export interface NavSection {
  kind: 'section';
  title: string;
  items: NavItem[];
}

export type NavItem = NavPage | NavSection;

/** What we use of a mkdocs.yml; everything else in it is for mkdocs itself. */
export interface MkdocsConfig {
  siteName: string;
  docsDir: string;
  repoUrl?: string;
  nav: NavItem[];
}

type RawNav = string | { [title: string]: string | RawNav[] };

const rawNavSchema: z.ZodType<RawNav> = z.lazy(() =>
  z.union([
    z.string(),
    z.record(z.string(), z.union([z.string(), z.array(rawNavSchema)])),
  ]),
);

const configSchema = z.object({
  site_name: z.string(),
  docs_dir: z.string().default('docs'),
  repo_url: z.string().optional(),
  nav: z.array(rawNavSchema).default([]),
});

/** Reads the mkdocs.yml of a folder; TechDocs makes one up if there is none. */
export async function readMkdocsConfig(
  inputDir: string,
  name?: string,
): Promise<MkdocsConfig> {
  const { path, content } = await getMkdocsYml(inputDir, { name });
  const parsed = configSchema.safeParse(parse(content));
  if (!parsed.success) {
    throw new Error(`${path} is invalid: ${z.prettifyError(parsed.error)}`);
  }
  const { site_name: siteName, docs_dir, repo_url: repoUrl, nav } = parsed.data;
  const docsDir = resolve(inputDir, docs_dir);
  return { siteName, docsDir, repoUrl, nav: nav.flatMap(toNavItems) };
}

function toNavItems(raw: RawNav): NavItem[] {
  if (typeof raw === 'string') {
    return [{ kind: 'page', file: raw }];
  }
  return Object.entries(raw).map(([title, value]) =>
    typeof value === 'string'
      ? { kind: 'page', title, file: value }
      : { kind: 'section', title, items: value.flatMap(toNavItems) },
  );
}
