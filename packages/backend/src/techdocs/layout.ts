import { escapeHtml } from './html';
import { relativeUrl } from './links';
import type { MkdocsConfig } from './mkdocsConfig';
import { navigation, tableOfContents } from './navigation';
import type { Page, Site } from './site';

/**
 * One HTML page, built from the class names and data attributes of
 * mkdocs-material that the TechDocs reader styles and looks for.
 */
export function renderPage(options: {
  config: MkdocsConfig;
  site: Site;
  page: Page;
  stylesheet: string;
}): string {
  const { config, site, page, stylesheet } = options;
  const title = escapeHtml(`${page.title} · ${config.siteName}`);
  const toc = tableOfContents(page.headings);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<link rel="stylesheet" href="${relativeUrl(page.url, stylesheet)}">
</head>
<body>
<div class="md-container" data-md-component="container">
<main class="md-main" data-md-component="main"><div class="md-main__inner md-grid">
<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation">
<div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
<nav class="md-nav md-nav--primary" aria-label="Pages">${navigation(
    config.nav,
    site,
    page,
  )}</nav></div></div></div>
<div class="md-sidebar md-sidebar--secondary" data-md-component="sidebar" data-md-type="toc">
<div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
<nav class="md-nav md-nav--secondary" aria-label="On this page">${toc}</nav></div></div></div>
<div class="md-content" data-md-component="content">
<article class="md-content__inner md-typeset">${page.html}</article>
</div></div></main></div>
</body>
</html>
`;
}
