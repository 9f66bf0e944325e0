import { TechdocsGenerator } from '@backstage/plugin-techdocs-node';
import type { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderPage } from './layout';
import { readMkdocsConfig } from './mkdocsConfig';
import { searchIndex } from './searchIndex';
import { readSite } from './site';
import { stylesheet, stylesheetPath } from './stylesheet';

/**
 * Makes a TechDocs site out of Markdown without Python, mkdocs or Docker.
 * It extends the standard generator because the extension point takes nothing else.
 */
export class MarkdownGenerator extends TechdocsGenerator {
  override async run(options: GeneratorRunOptions): Promise<void> {
    const { inputDir, outputDir, etag, siteOptions, logger } = options;
    const config = await readMkdocsConfig(inputDir, siteOptions?.name);
    const site = await readSite(config);
    const files = new Map([
      [stylesheetPath, stylesheet],
      ['search/search_index.json', JSON.stringify(searchIndex(site))],
    ]);
    for (const page of site.pages.values()) {
      const html = renderPage({
        config,
        site,
        page,
        stylesheet: stylesheetPath,
      });
      files.set(`${page.url}index.html`, html);
    }
    files.set(
      'techdocs_metadata.json',
      JSON.stringify({
        site_name: config.siteName,
        site_description: '',
        etag,
        build_timestamp: Date.now(),
        files: [...files.keys(), ...site.assets],
      }),
    );
    await writeAll(outputDir, files);
    await copyAll(config.docsDir, outputDir, site.assets);
    logger.info(`Rendered ${site.pages.size} pages of ${config.siteName}`);
  }
}

async function writeAll(outputDir: string, files: Map<string, string>) {
  for (const [file, content] of files) {
    await mkdir(dirname(join(outputDir, file)), { recursive: true });
    await writeFile(join(outputDir, file), content);
  }
}

async function copyAll(from: string, to: string, files: string[]) {
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await copyFile(join(from, file), join(to, file));
  }
}
