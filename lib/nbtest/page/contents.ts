import type { Heading } from "./headings";

/** headings: fewer need no table of contents */
const FEWEST = 3;

/** The table of contents: headings of the first three levels, the shallowest at the margin; empty for a short page. */
export function contentsHtml(headings: readonly Heading[]): string {
  const titles = headings.filter(({ level }) => level === 1).length;
  // A single first-level heading is the page's title, which stands above the table anyway.
  const listed = headings.filter(({ level }) => level <= 3 && (level > 1 || titles > 1));
  if (listed.length < FEWEST) return "";
  const top = Math.min(...listed.map(({ level }) => level));
  const items = listed.map(
    ({ level, id, html }) => `<li class="depth-${level - top}"><a href="#${id}">${html}</a></li>\n`,
  );
  return `<nav class="contents" aria-label="Contents">\n<p>Contents</p>\n<ul>\n${items.join("")}</ul>\n</nav>\n`;
}
