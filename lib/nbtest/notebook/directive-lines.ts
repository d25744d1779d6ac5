import { NotebookError } from "./notebook-error";
import type { Cell } from "./types";

/** A directive of a cell as it stands there: `// nbtest: timeout 5m`, or the tag `nbtest:timeout=5m`. */
export interface Directive {
  readonly name: string;
  /** What follows the name; empty if nothing does. */
  readonly value: string;
  /** How messages name it. */
  readonly title: string;
  readonly isTag: boolean;
}

const comment = /^\s*(?:\/\/|#)\s*nbtest:\s*([^\s=:]*)[\s=:]*(.*?)\s*$/;
const tag = /^nbtest:([^\s=:]*)[=:]?(.*)$/;

/** What Jupyter's tags and those of nbval mean. */
const meanings: Readonly<Record<string, string>> = {
  "skip-execution": "skip",
  "nbval-skip": "skip",
  "raises-exception": "raises-exception",
  "nbval-raises-exception": "raises-exception",
  "nbval-check-output": "compare",
  "nbval-ignore-output": "no-compare",
};

const fromTag = (text: string): readonly Directive[] => {
  const [, name, value = ""] = tag.exec(text) ?? [];
  const known = Object.hasOwn(meanings, text) ? meanings[text] : name;
  return known === undefined
    ? []
    : [{ name: known, value: name === undefined ? "" : value, title: `tag ${text}`, isTag: true }];
};

/** How many lines at the top of a cell are blank or comments; directives stand there. */
function linesAboveCode(lines: readonly string[]): number {
  let inBlock = false;
  for (const [place, line] of lines.entries()) {
    const text = line.trim();
    if (!inBlock && text.startsWith("/*")) inBlock = true;
    if (inBlock) {
      const end = text.indexOf("*/");
      if (end < 0) continue;
      inBlock = false;
      if (text.slice(end + 2).trim() === "") continue;
    } else if (text === "" || text.startsWith("//") || text.startsWith("#")) continue;
    return place;
  }
  return lines.length;
}

/**
 * The directives of a code cell, those of its tags first.
 *
 * @param where - what messages call the cell.
 * @throws NotebookError if a comment that is a directive stands below code, where nothing would heed it.
 */
export function directiveLines({ source, tags }: Cell, where: string): readonly Directive[] {
  const lines = source.split("\n");
  const above = linesAboveCode(lines);
  const written = lines.flatMap((line, place): readonly Directive[] => {
    const [whole, name, value = ""] = comment.exec(line) ?? [];
    if (whole === undefined || name === undefined) return [];
    const title = `"${whole.trim()}"`;
    if (place >= above)
      throw new NotebookError(`${where}, line ${place + 1}: ${title} must stand above the cell's code`);
    return [{ name, value, title, isTag: false }];
  });
  return [...tags.flatMap(fromTag), ...written];
}
