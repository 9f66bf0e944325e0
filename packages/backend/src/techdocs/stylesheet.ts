import { createHash } from 'node:crypto';

/** The small part of mkdocs-material's looks that the TechDocs reader does not bring itself. */
export const stylesheet = `
.md-grid { display: block; }
.md-sidebar__scrollwrap { overflow-y: auto; }
.md-sidebar__inner { padding: 0 1rem 1rem 0; }
.md-nav__list { list-style: none; margin: 0; padding: 0; }
.md-nav__item { margin: 0; padding: 0; }
.md-nav__link { display: block; padding: .3rem 0; color: inherit; text-decoration: none; line-height: 1.3; }
.md-nav__link:hover { color: var(--md-typeset-a-color); }
.md-nav__section { display: block; padding: .9rem 0 .2rem; font-weight: 700; }
.md-nav__item--level-3 { padding-left: .8rem; }
.md-sidebar--secondary { font-size: .95em; }
.md-content__inner { padding: 0 1.5rem 3rem; }
.md-typeset { color: var(--md-typeset-color); line-height: 1.6; overflow-wrap: break-word; }
.md-typeset h1 { margin: 0 0 1.2rem; }
.md-typeset h2, .md-typeset h3, .md-typeset h4 { margin: 2rem 0 .6rem; }
.md-typeset .headerlink { margin-left: .4rem; opacity: 0; text-decoration: none; }
.md-typeset :is(h1,h2,h3,h4,h5):hover .headerlink, .md-typeset .headerlink:focus { opacity: .6; }
.md-typeset a { color: var(--md-typeset-a-color); }
.md-typeset :is(p,ul,ol,pre,table,blockquote) { margin: 0 0 1rem; }
.md-typeset li { margin: .25rem 0; }
.md-typeset code { padding: .1em .3em; border-radius: 4px; background: var(--md-code-bg-color); font-family: ui-monospace, monospace; font-size: .88em; }
.md-typeset pre { position: relative; padding: .9rem 1rem; border-radius: 6px; background: var(--md-code-bg-color); overflow-x: auto; }
.md-typeset pre > code { padding: 0; background: none; }
.md-clipboard { position: absolute; top: .4rem; right: .4rem; padding: .3rem; border: 0; background: none; color: inherit; line-height: 0; cursor: pointer; opacity: .6; }
.md-clipboard:is(:hover,:focus) { opacity: 1; }
.md-icon svg { width: 1.1rem; height: 1.1rem; fill: currentcolor; }
.md-typeset table:not([class]) { display: block; width: max-content; max-width: 100%; border-collapse: collapse; overflow-x: auto; }
.md-typeset :is(th,td) { padding: .45rem .8rem; border-bottom: 1px solid var(--md-typeset-table-color); text-align: left; vertical-align: top; }
.md-typeset blockquote { padding-left: 1rem; border-left: 4px solid var(--md-typeset-table-color); color: var(--md-default-fg-color--light); }
.md-typeset img { max-width: 100%; height: auto; }
@media screen and (max-width: 76.1875em) {
  .md-sidebar--primary { position: static !important; height: auto !important; width: auto !important; }
}
`;

const hash = createHash('sha256').update(stylesheet).digest('hex').slice(0, 8);

/** Named as mkdocs-material names its own: the reader refuses every other stylesheet. */
export const stylesheetPath = `assets/stylesheets/main.${hash}.min.css`;
