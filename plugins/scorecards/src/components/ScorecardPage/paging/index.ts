export { usePages, type PagedItem, type PagesState } from './usePages';
