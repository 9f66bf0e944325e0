import { posix } from 'node:path';

/** Where mkdocs serves a Markdown file: `a/b.md` at `a/b/`, `index.md` at the folder itself. */
export function pageUrl(file: string): string {
  const { dir, name } = posix.parse(file);
  const url = name === 'index' ? dir : posix.join(dir, name);
  return url === '' ? '' : `${url}/`;
}

/** The way from one page's URL to another path of the site. */
export function relativeUrl(fromPageUrl: string, to: string): string {
  const way = posix.relative(`/${fromPageUrl}`, `/${to}`);
  return to.endsWith('/') || to === '' ? `${way || '.'}/` : way;
}

const isAbsolute = (href: string) =>
  href.startsWith('#') ||
  href.startsWith('/') ||
  /^[a-z][a-z+.-]*:/i.test(href);

/** Turns what an author writes (paths between Markdown files) into what a browser follows (URLs between pages). */
export class LinkResolver {
  readonly #file: string;
  readonly #repoUrl: string | undefined;

  /** `file` is the Markdown file that holds the links, relative to the docs folder. */
  constructor(file: string, repoUrl: string | undefined) {
    this.#file = file;
    this.#repoUrl = repoUrl;
  }

  resolve(href: string): string {
    if (isAbsolute(href)) {
      return href;
    }
    const [path, fragment] = href.split('#', 2);
    const target = posix.join(posix.dirname(this.#file), path);
    const hash = fragment === undefined ? '' : `#${fragment}`;
    return `${this.#toUrl(target)}${hash}`;
  }

  #toUrl(target: string): string {
    if (target.startsWith('../')) {
      return this.#inRepository(target);
    }
    const url = target.endsWith('.md') ? pageUrl(target) : target;
    return relativeUrl(pageUrl(this.#file), url);
  }

  /** Outside the docs folder there are no pages; the repository shows such a file. */
  #inRepository(target: string): string {
    const path = target.replace(/^(\.\.\/)+/, '');
    const base = this.#repoUrl?.replace(/\/$/, '');
    return base ? `${base}/blob/main/${path}` : '#';
  }
}
