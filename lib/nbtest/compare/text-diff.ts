import { diffArrays } from "diff";

/** Whether two lines are taken for equal. */
export type SameLine = (stored: string, fresh: string) => boolean;

const context = 3;
const longestLine = 400;
/** With more edits than this, a diff says no more than that all is different, and takes too long to find. */
const mostEdits = 4000;

/** A line of a diff: on both sides, or on one. */
interface Row {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** Whether two texts have the same lines. */
export function sameLines(stored: string, fresh: string, same: SameLine): boolean {
  const [one, other] = [linesOf(stored), linesOf(fresh)];
  return one.length === other.length && one.every((line, place) => same(line, other[place] ?? ""));
}

/** The rows that are near a change, in runs that touch each other. */
function runsOf(rows: readonly Row[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [place, { sign }] of rows.entries()) {
    if (sign === " ") continue;
    const [start, end] = [Math.max(0, place - context), Math.min(rows.length, place + context + 1)];
    const last = runs.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = end;
    else runs.push([start, end]);
  }
  return runs;
}

const sideOf = (rows: readonly Row[], without: Row["sign"]): number =>
  rows.filter(({ sign }) => sign !== without).length;

function hunk(rows: readonly Row[], [start, end]: readonly [number, number]): readonly string[] {
  const range = (without: Row["sign"]): string => {
    const length = sideOf(rows.slice(start, end), without);
    // POSIX diff -u: an empty range is named by the line before it.
    return `${sideOf(rows.slice(0, start), without) + (length === 0 ? 0 : 1)},${length}`;
  };
  const clipped = (line: string): string => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  return [
    `@@ -${range("+")} +${range("-")} @@`,
    ...rows.slice(start, end).map(({ sign, text }) => clipped(sign + text)),
  ];
}

/** The unified diff of two texts: `-` for stored and `+` for fresh lines, with three lines of context. */
export function unifiedDiff(stored: string, fresh: string, same: SameLine): string {
  const [one, other] = [linesOf(stored), linesOf(fresh)];
  const changes = diffArrays([...one], [...other], { comparator: same, maxEditLength: mostEdits });
  if (changes === undefined) return `- ${one.length} stored lines\n+ ${other.length} fresh lines, of which most differ`;
  const rows = changes.flatMap(({ added, removed, value }) =>
    value.map((text): Row => ({ sign: added ? "+" : removed ? "-" : " ", text })),
  );
  return runsOf(rows)
    .flatMap((run) => hunk(rows, run))
    .join("\n");
}
