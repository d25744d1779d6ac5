import MarkdownIt from "markdown-it";
import type { Anchors } from "./anchors";
import { codeHtml } from "./code";
import { escapeHtml } from "./escape";
import { type Heading, headingEnd, markHeadings } from "./headings";
import { pixelImage } from "./image";
import { isAllowedLink, isDataImage } from "./link";
import { mathRules } from "./math-rules";
import { cleanBlocks, cleanInline } from "./prose-html";
import { entriesOf, textOf } from "./readable-notebook";

/** What prose needs from around it. */
export interface ProseOptions {
  readonly anchors: Anchors;
  /** images that the cell carries: name → MIME type → base64 */
  readonly attachments?: unknown;
}

/** A piece of prose as HTML, and the headings in it. */
export interface Prose {
  readonly html: string;
  readonly headings: readonly Heading[];
}

const ATTACHMENT = "attachment:";

const markdown = new MarkdownIt({ html: true, linkify: true, highlight: codeHtml });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
mathRules(markdown);
markdown.validateLink = (url) => isAllowedLink(url) || isDataImage(url) || url.startsWith(ATTACHMENT);

const { rules } = markdown.renderer;
rules.heading_close = (tokens, place) => headingEnd(tokens[place]!);
rules.link_open = (tokens, place, options, _env, renderer) => {
  const token = tokens[place]!;
  token.attrSet("rel", "noreferrer");
  // Pixels and attachments may be shown, but not gone to.
  if (!isAllowedLink(String(token.attrGet("href")))) token.attrSet("href", "#");
  return renderer.renderToken(tokens, place, options);
};
rules.image = (tokens, place, _options, env) => {
  const token = tokens[place]!;
  const source = String(token.attrGet("src"));
  const alt = token.content;
  const absent = `<span class="absent">Image: ${escapeHtml(alt)} (${escapeHtml(source)})</span>`;
  return imageHtml(source, alt, env?.attachments) ?? absent;
};

/** The image, if the notebook carries it: the page loads nothing. */
function imageHtml(source: string, alt: string, attachments: unknown): string | undefined {
  const pixels = /^data:([a-z/]+);base64,(.*)$/.exec(source);
  if (pixels !== null) return pixelImage(pixels[1]!, pixels[2]!, { alt: alt });
  const bundle = entriesOf(attachments).find(([name]) => markdown.normalizeLink(ATTACHMENT + name) === source)?.[1];
  const images = entriesOf(bundle).map(([type, content]) => pixelImage(type, textOf(content) ?? "", { alt: alt }));
  return images.find((image) => image !== undefined);
}

/** Markdown with formulas → HTML that can neither run nor load anything. */
export function proseOf(source: string, { anchors, attachments }: ProseOptions): Prose {
  const env = { attachments: attachments };
  const tokens = markdown.parse(source, env);
  cleanBlocks(tokens);
  for (const { children } of tokens) if (children) cleanInline(children);
  const render = (inline: MarkdownIt.Token[]): string => markdown.renderer.renderInline(inline, markdown.options, env);
  const headings = markHeadings(tokens, anchors, render);
  return { html: markdown.renderer.render(tokens, markdown.options, env), headings: headings };
}
