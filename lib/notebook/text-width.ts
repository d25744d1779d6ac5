/** Widths in em of the usual sans-serif fonts, the widest of them first asked: 0.55 to 0.65 of most letters. */
const classes: readonly (readonly [characters: RegExp, em: number])[] = [
  [/[iljI.,:;|!'’`·]/, 0.3],
  [/[ftr()[\]{}/\\ \-"]/, 0.38],
  [/[mwMW%@—…]/, 0.92],
  [/[A-Z]/, 0.68],
  [/[\u1100-\u115f\u2e80-\uffdc\u{1f000}-\u{1ffff}]/u, 1],
];
const usual = 0.6;

/**
 * A text's width in pixels, near enough to place it. Vega has no fonts outside a browser and takes 0.8 em for
 * every character; it then draws charts too small and drops labels that would fit.
 */
export function textWidth(text: string, font: { readonly size: number; readonly bold: boolean }): number {
  let em = 0;
  for (const character of text) em += classes.find(([characters]) => characters.test(character))?.[1] ?? usual;
  return em * font.size * (font.bold ? 1.1 : 1);
}
