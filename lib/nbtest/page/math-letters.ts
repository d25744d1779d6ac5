interface Alphabet {
  /** code points of A, a, Α, α and 0 in Unicode's block "Mathematical Alphanumeric Symbols" */
  readonly capital: number;
  readonly small: number;
  readonly greekCapital?: number;
  readonly greekSmall?: number;
  readonly digit?: number;
}

const ALPHABETS: Readonly<Record<string, Alphabet>> = {
  bold: { capital: 0x1d400, small: 0x1d41a, greekCapital: 0x1d6a8, greekSmall: 0x1d6c2, digit: 0x1d7ce },
  italic: { capital: 0x1d434, small: 0x1d44e, greekCapital: 0x1d6e2, greekSmall: 0x1d6fc },
  "bold-italic": { capital: 0x1d468, small: 0x1d482, greekCapital: 0x1d71c, greekSmall: 0x1d736, digit: 0x1d7ce },
  script: { capital: 0x1d49c, small: 0x1d4b6 },
  "bold-script": { capital: 0x1d4d0, small: 0x1d4ea },
  fraktur: { capital: 0x1d504, small: 0x1d51e },
  "double-struck": { capital: 0x1d538, small: 0x1d552, digit: 0x1d7d8 },
  "sans-serif": { capital: 0x1d5a0, small: 0x1d5ba, digit: 0x1d7e2 },
  "bold-sans-serif": { capital: 0x1d5d4, small: 0x1d5ee, digit: 0x1d7ec },
  monospace: { capital: 0x1d670, small: 0x1d68a, digit: 0x1d7f6 },
};

/** Letters that Unicode had before the block, and left out of it. */
const OLDER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  italic: { h: "ℎ" },
  script: { B: "ℬ", E: "ℰ", F: "ℱ", H: "ℋ", I: "ℐ", L: "ℒ", M: "ℳ", R: "ℛ", e: "ℯ", g: "ℊ", o: "ℴ" },
  fraktur: { C: "ℭ", H: "ℌ", I: "ℑ", R: "ℜ", Z: "ℨ" },
  "double-struck": { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" },
};

function styledLetter(letter: string, variant: string): string {
  const older = OLDER[variant]?.[letter];
  if (older !== undefined) return older;
  const { capital, small, greekCapital, greekSmall, digit } = ALPHABETS[variant]!;
  const rows = [
    ["A", "Z", capital],
    ["a", "z", small],
    ["Α", "Ω", greekCapital],
    ["α", "ω", greekSmall],
    ["0", "9", digit],
  ] as const;
  const row = rows.find(([first, last, start]) => start !== undefined && letter >= first && letter <= last);
  return row === undefined ? letter : String.fromCodePoint(letter.charCodeAt(0) - row[0].charCodeAt(0) + row[2]!);
}

const STYLED = /<(mi|mn|mtext) mathvariant="([a-z-]+)">([A-Za-zΑ-Ωα-ω\d]+)<\/\1>/g;

/**
 * MathML whose letters carry their own style: `<mi mathvariant="script">L</mi>` → `<mi>ℒ</mi>`.
 * MathML Core, which browsers follow, knows no `mathvariant` but "normal", so a styled letter would be shown plain.
 */
export const withStyledLetters = (mathml: string): string =>
  mathml.replace(STYLED, (whole: string, tag: string, variant: string, letters: string) =>
    Object.hasOwn(ALPHABETS, variant)
      ? `<${tag}>${Array.from(letters, (letter) => styledLetter(letter, variant)).join("")}</${tag}>`
      : whole,
  );
