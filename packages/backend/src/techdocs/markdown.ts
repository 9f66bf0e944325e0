import { Marked } from 'marked';
import type { Tokens } from 'marked';
import type { LinkResolver } from './links';
import { escapeHtml } from './html';

/** A heading of a page, for its table of contents. */
export interface Heading {
  depth: number;
  id: string;
  text: string;
}

/** A page in HTML, with what the navigation and the search need of it. */
export interface RenderedMarkdown {
  html: string;
  headings: Heading[];
  plainText: string;
}

const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
};

const toPlainText = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:lt|gt|amp|quot|#39);/g, entity => entities[entity])
    .replace(/\s+/g, ' ')
    .trim();

function headingRenderer(headings: Heading[]) {
  return {
    heading(
      this: { parser: { parseInline(tokens: Tokens.Generic[]): string } },
      { tokens, depth }: Tokens.Heading,
    ) {
      const content = this.parser.parseInline(tokens);
      const text = toPlainText(content);
      const id = slug(text);
      headings.push({ depth, id, text });
      const anchor = `<a class="headerlink" href="#${id}" title="Permanent link">¶</a>`;
      return `<h${depth} id="${escapeHtml(
        id,
      )}">${content}${anchor}</h${depth}>\n`;
    },
  };
}

/** Renders GitHub-flavoured Markdown. TechDocs sanitizes the HTML when it shows it. */
export function renderMarkdown(
  source: string,
  links: LinkResolver,
): RenderedMarkdown {
  const headings: Heading[] = [];
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: headingRenderer(headings),
    walkTokens: token => {
      if (token.type === 'link' || token.type === 'image') {
        Object.assign(token, { href: links.resolve(token.href) });
      }
    },
  });
  const html = marked.parse(source, { async: false });
  const plainText = toPlainText(
    html.replace(/<a class="headerlink".*?<\/a>/g, ''),
  );
  return { html, headings, plainText };
}
