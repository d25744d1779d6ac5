import type MarkdownIt from "markdown-it";
import type { Anchors } from "./anchors";

/** A heading of the page. */
export interface Heading {
  /** 1 to 6 */
  readonly level: number;
  readonly id: string;
  /** the words of the heading, without links */
  readonly html: string;
}

type Token = MarkdownIt.Token;

const textOf = (tokens: readonly Token[]): string => tokens.map((token) => token.content).join("");

const isLinkless = (token: Token): boolean => !/^(?:link_|image$|html_inline$)/.test(token.type);

/** Gives every heading an id and a link to itself, in place; what they are, in order. `render` makes HTML of inline tokens. */
export function markHeadings(
  tokens: readonly Token[],
  anchors: Anchors,
  render: (inline: Token[]) => string,
): readonly Heading[] {
  return tokens.flatMap((token, place) => {
    if (token.type !== "heading_open") return [];
    const words = (tokens[place + 1]?.children ?? []).filter(isLinkless);
    const id = anchors(textOf(words));
    token.attrSet("id", id);
    const html = render(words);
    const end = tokens[place + 2]!;
    end.attrSet("id", id);
    return [{ level: Number(token.tag.slice(1)), id: id, html: html }];
  });
}

/** The end of a heading, with the link to itself that shows when the pointer is there. */
export function headingEnd(token: Token): string {
  const id = token.attrGet("id");
  const link = id === null ? "" : ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
  return `${link}</${token.tag}>\n`;
}
