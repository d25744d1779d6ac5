/** What a terminal shows in the end of a text that goes up lines and erases them, without the empty rows below. */
export function shownOn(text: string): string {
  const lines = [""];
  let row = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal text is made of them
  for (const [piece] of text.matchAll(/\u001b\[2K|\u001b\[1A|\r|\n|[^\u001b\r\n]+/g)) {
    if (piece === "\u001b[2K") lines[row] = "";
    else if (piece === "\u001b[1A") row--;
    else if (piece === "\n") row++;
    else if (piece !== "\r") lines[row] = (lines[row] ?? "") + piece;
    lines[row] ??= "";
  }
  return lines.join("\n").trimEnd();
}
