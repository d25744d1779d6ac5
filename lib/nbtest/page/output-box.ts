/** lines: what is longer stands in a box that scrolls */
const TALLEST = 200;

/** The number of lines of text, its last line end aside. */
export const lineCount = (text: string): number => text.trimEnd().split("\n").length;

/** The frame of an output; one of many lines scrolls, and can be scrolled by keyboard. */
export const box = (kind: string, html: string, lines: number): string =>
  lines > TALLEST
    ? `<div class="output ${kind} tall" tabindex="0" role="region" aria-label="Long output">${html}</div>\n`
    : `<div class="output ${kind}">${html}</div>\n`;
