import type { Site } from './site';

/** The index in mkdocs' format, which the search collator of TechDocs reads. */
export function searchIndex(site: Site) {
  const docs = [...site.pages.values()].map(({ url, title, plainText }) => ({
    location: url,
    title,
    text: plainText,
  }));
  return { config: { lang: ['en'] }, docs };
}
