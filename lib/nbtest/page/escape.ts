const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text → HTML that shows it, safe between tags and in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/gi;

/** Text that may hold character references, as between tags in HTML → the same with nothing else in it but text. */
export const escapeMarkup = (html: string): string =>
  html.replace(BARE_AMPERSAND, "&amp;").replace(/[<>"']/g, (character) => ENTITIES[character]!);
