import { allowedStartTag, isAllowedTag, VOID_TAGS } from "./allowed-tags";
import { escapeHtml, escapeMarkup } from "./escape";
import { drawing } from "./image";
import { readTag, type Tag } from "./tag";

// Dropped with all that is in them, also when their end is missing: none of it was meant to be read.
const UNREAD = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/iy;
const DRAWING = /<svg\b[\s\S]*?(?:<\/svg\s*>|$)/iy;

const ROW_PARTS = ["td", "th"];
const TABLE_PARTS = [...ROW_PARTS, "tr", "thead", "tbody", "tfoot", "caption", "colgroup"];

/** start tag → open tags that it ends, as their end tags may be left out in HTML */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  ...{ td: ROW_PARTS, th: ROW_PARTS, tr: [...ROW_PARTS, "tr", "caption", "colgroup"] },
  ...{ thead: TABLE_PARTS, tbody: TABLE_PARTS, tfoot: TABLE_PARTS },
  ...{ li: ["li"], dt: ["dt", "dd"], dd: ["dt", "dd"] },
  ...Object.fromEntries(
    "p div table ul ol dl pre blockquote h1 h2 h3 h4 h5 h6 hr".split(" ").map((tag) => [tag, ["p"]]),
  ),
};

const endTag = (name: string): string => `</${name}>`;

/** The HTML of one tag, given the tags that are open, which it changes. */
function passTag(tag: Tag, open: string[]): string {
  if (tag.closing) {
    const place = open.lastIndexOf(tag.name);
    return place < 0 ? "" : open.splice(place).reverse().map(endTag).join("");
  }
  let ended = "";
  while (ENDS[tag.name]?.includes(open.at(-1) ?? "")) ended += endTag(open.pop()!);
  if (!VOID_TAGS.has(tag.name)) open.push(tag.name);
  return ended + allowedStartTag(tag);
}

const match = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** What stands at a "<": its HTML, and its length in characters. */
function passAngle(html: string, at: number, open: string[]): readonly [html: string, length: number] {
  const unread = match(UNREAD, html, at);
  if (unread !== undefined) return ["", unread.length];
  const svg = match(DRAWING, html, at);
  if (svg !== undefined) return [drawing(svg, { alt: "drawing" }), svg.length];
  const tag = readTag(html, at);
  if (tag === undefined) return ["&lt;", 1];
  const length = tag.end - at;
  return isAllowedTag(tag) ? [passTag(tag, open), length] : [escapeHtml(html.slice(at, tag.end)), length];
}

/**
 * HTML from a notebook → HTML that can neither run nor load anything, with every tag closed.
 * What is not on the list of allowed tags is shown as text; script, style and comments are left out; an inline SVG
 * becomes an image.
 */
export function sanitiseHtml(html: string): string {
  const open: string[] = [];
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const angle = html.indexOf("<", at);
    const textEnd = angle < 0 ? html.length : angle;
    parts.push(escapeMarkup(html.slice(at, textEnd)));
    at = textEnd;
    if (angle < 0) break;
    const [passed, length] = passAngle(html, at, open);
    parts.push(passed);
    at += length;
  }
  return parts.join("") + open.reverse().map(endTag).join("");
}
