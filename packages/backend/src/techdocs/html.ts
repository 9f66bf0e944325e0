const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Makes text safe inside HTML and its attributes. */
export const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, character => ESCAPES[character]);
