/** Number of letters to add, take away or change to make one word of the other (Levenshtein 1966). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** The word that was probably meant: the nearest one, when it is no further away than half of the given word. */
export function nearest(given: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((word) => ({ word, distance: word.startsWith(given) ? 0 : editDistance(given, word) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(2, given.length / 2) ? best.word : undefined;
}

/** `; did you mean <word>?` for the nearest word, or nothing. */
export function suggestion(given: string, words: readonly string[]): string {
  const word = nearest(given, words);
  return word === undefined ? "" : `; did you mean ${word}?`;
}
