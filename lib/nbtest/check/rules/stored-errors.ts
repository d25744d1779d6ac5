import { directivesOf } from "../../notebook/directives";
import type { Cell } from "../../notebook/types";
import { textOf } from "../../wire/message";
import type { Finding } from "../problem";
import { outputsOf, type Subject } from "../subject";

/** tslab writes errors to standard error: a place in the cell and what is wrong there, or a name and a message. */
const printed = /^(?:\d+:\d+ - |(?:Uncaught )?\w*(?:Error|Exception)\b[^\n]*:)/m;

const joined = (value: unknown): string => (Array.isArray(value) ? value.join("") : textOf(value));

function errorIn(subject: Subject, cell: Cell): string | undefined {
  for (const output of outputsOf(subject, cell)) {
    if (output.output_type === "error") return `${textOf(output.ename)}: ${textOf(output.evalue)}`;
    if (!subject.isTslab || output.output_type !== "stream" || output.name !== "stderr") continue;
    const text = joined(output.text);
    const found = printed.exec(text);
    if (found !== null) return text.slice(found.index).split("\n", 1)[0];
  }
  return undefined;
}

/** No cell stores an error, unless it must raise one. */
export function storedErrors(subject: Subject): readonly Finding[] {
  return subject.notebook.cells.flatMap((cell): readonly Finding[] => {
    const error = cell.type === "code" ? errorIn(subject, cell) : undefined;
    if (error === undefined || directivesOf(cell, subject.notebook.path).raises !== undefined) return [];
    return [
      {
        place: { cell: cell.index, member: "outputs" },
        message: `a stored error, ${error}; run it again, or say that it must raise one`,
      },
    ];
  });
}
