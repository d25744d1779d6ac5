import { outputTexts } from "../output-texts";
import type { Finding } from "../problem";
import type { Subject } from "../subject";

/** Folders in which a machine's own files lie: a reader has other ones, and they tell who ran the notebook. */
const paths = [
  /\bfile:\/\/\/[^\s"'()<>]+/,
  /(?<![\w.~/:<-])\/(?:home|Users|root|tmp|private|var|opt|mnt|media|usr|etc|srv|Volumes|workspace|builds)\/[\p{L}\p{N}._@+%-]+(?:\/[\p{L}\p{N}._@+%-]+)*/u,
  /\b[A-Za-z]:\\(?:[^\s:"'<>|*?\\/]+\\)+[^\s:"'<>|*?\\/]*/,
];

/** The first absolute path in a text. */
export const absolutePath = (text: string): string | undefined =>
  paths.map((path) => path.exec(text)?.[0]).find((found) => found !== undefined);

/** No stored output shows an absolute path; one finding for each cell that does. */
export function absolutePaths(subject: Subject): readonly Finding[] {
  return subject.notebook.cells.flatMap((cell): readonly Finding[] => {
    const path = outputTexts(subject, cell)
      .map(absolutePath)
      .find((found) => found !== undefined);
    if (path === undefined) return [];
    return [
      {
        place: { cell: cell.index, member: "outputs" },
        message: `the absolute path ${path} in its stored outputs; a relative one is accepted`,
      },
    ];
  });
}
