import { getDotPath, safeParse } from "valibot";
import type { Finding } from "../problem";
import { notebookSchema } from "../schema";
import type { Subject } from "../subject";

/** What the file says is what nbformat 4 allows. */
export function schema({ json }: Subject): readonly Finding[] {
  const { issues } = safeParse(notebookSchema, json);
  return (issues ?? []).map((issue) => {
    const path = getDotPath(issue) ?? "";
    const [, cell] = /^cells\.(\d+)/.exec(path) ?? [];
    const isKey = issue.expected === "never"; // then what was received is the key
    const found = isKey ? `"${path}"` : `${issue.received} in "${path}"`;
    const what = issue.received === "undefined" ? `no "${path}"` : found;
    const accepted = issue.received === "undefined" ? "nbformat asks for it" : `accepted: ${wanted(issue)}`;
    return { place: cell === undefined ? {} : { cell: Number(cell) }, message: `${what}; ${accepted}` };
  });
}

const wanted = ({ expected, type, message }: { expected: string | null; type: string; message: string }): string => {
  if (expected === "never") return "no such key";
  if (["check", "custom", "regex"].includes(type)) return message;
  return expected ?? type;
};
