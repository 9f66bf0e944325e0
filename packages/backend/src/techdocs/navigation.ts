import { escapeHtml } from './html';
import { relativeUrl } from './links';
import type { Heading } from './markdown';
import type { NavItem } from './mkdocsConfig';
import type { Page, Site } from './site';

const list = (items: string[]) =>
  `<ul class="md-nav__list">${items.join('')}</ul>`;

function navItem(item: NavItem, site: Site, current: Page): string {
  if (item.kind === 'section') {
    const items = item.items.map(child => navItem(child, site, current));
    return `<li class="md-nav__item md-nav__item--section"><span class="md-nav__section">${escapeHtml(
      item.title,
    )}</span>${list(items)}</li>`;
  }
  const page = site.pages.get(item.file);
  if (!page) {
    throw new Error(
      `mkdocs.yml names '${item.file}', which is not in the docs folder`,
    );
  }
  const active = page === current;
  return `<li class="md-nav__item${active ? ' md-nav__item--active' : ''}">
    <a class="md-nav__link" href="${relativeUrl(current.url, page.url)}"${
    active ? ' aria-current="page"' : ''
  }>${escapeHtml(page.title)}</a></li>`;
}

/** The tree of pages on the left; without a `nav` in mkdocs.yml, all pages by name. */
export function navigation(nav: NavItem[], site: Site, current: Page): string {
  const allPages = [...site.pages.keys()];
  const items: NavItem[] = nav.length
    ? nav
    : allPages.map(file => ({ kind: 'page', file }));
  return list(items.map(item => navItem(item, site, current)));
}

/** The headings of one page, on the right. */
export function tableOfContents(headings: Heading[]): string {
  const entries = headings
    .filter(({ depth }) => depth === 2 || depth === 3)
    .map(
      ({ depth, id, text }) =>
        `<li class="md-nav__item md-nav__item--level-${depth}"><a class="md-nav__link" href="#${escapeHtml(
          id,
        )}">${escapeHtml(text)}</a></li>`,
    );
  return entries.length ? list(entries) : '';
}
