import type MarkdownIt from "markdown-it";
import { allowedStartTag, INLINE_TAGS, isAllowedTag, VOID_TAGS } from "./allowed-tags";
import { escapeHtml } from "./escape";
import { sanitiseHtml } from "./sanitise-html";
import { readTag, type Tag } from "./tag";

type Token = MarkdownIt.Token;

/** The tag that a token of HTML is, if it may stand within a line. */
function inlineTag(token: Token): Tag | undefined {
  if (token.type !== "html_inline") return undefined;
  const tag = readTag(token.content, 0);
  return tag !== undefined && INLINE_TAGS.has(tag.name) && isAllowedTag(tag) ? tag : undefined;
}

/**
 * Cleans the HTML within one paragraph, in place: allowed tags stay where start and end belong together, comments go,
 * and everything else is shown as text.
 */
export function cleanInline(tokens: readonly Token[]): void {
  const open: { readonly token: Token; readonly tag: Tag | undefined }[] = [];
  for (const token of tokens) {
    const tag = inlineTag(token);
    const source = token.content;
    if (token.type === "html_inline") token.content = source.startsWith("<!--") ? "" : escapeHtml(source);
    if (tag !== undefined && !tag.closing && VOID_TAGS.has(tag.name)) token.content = allowedStartTag(tag);
    else if (tag?.closing) {
      const start = open.at(-1);
      if (start?.tag?.name !== tag.name) continue;
      open.pop();
      start.token.content = allowedStartTag(start.tag);
      token.content = `</${tag.name}>`;
    } else if (tag !== undefined || token.nesting === 1) open.push({ token: token, tag: tag });
    // An emphasis that ends closes over tags that were left open in it; they stay text.
    else if (token.nesting === -1) open.splice(open.findLastIndex(({ tag }) => tag === undefined));
  }
}

const STARTS_DETAILS = /^\s*<details\b[^<>]*>(?![\s\S]*<\/details)/i;
const ENDS_DETAILS = /^\s*<\/details\s*>\s*$/i;

/** Cleans the HTML between paragraphs, in place. A `<details>` may hold prose: its start and end are apart then. */
export function cleanBlocks(tokens: readonly Token[]): void {
  const open: { readonly token: Token; readonly source: string | undefined }[] = [];
  for (const token of tokens) {
    // A list or quotation that ends closes over what was left open in it.
    if (token.nesting === -1) open.splice(open.findLastIndex(({ source }) => source === undefined));
    if (token.nesting === 1) open.push({ token: token, source: undefined });
    if (token.type !== "html_block") continue;
    const source = token.content;
    token.content = `<div class="raw">${sanitiseHtml(source)}</div>\n`;
    const start = open.at(-1);
    if (STARTS_DETAILS.test(source)) open.push({ token: token, source: source });
    else if (start?.source !== undefined && ENDS_DETAILS.test(source)) {
      open.pop();
      start.token.content = `${sanitiseHtml(start.source).replace(/<\/details>$/, "")}\n`;
      token.content = "</details>\n";
    }
  }
}
