import type { Cell } from "../notebook/types";
import { isRecord, type JsonRecord } from "../wire/message";
import { outputsOf, type Subject } from "./subject";

/** Types whose text is an encoded picture, in which anything may stand by chance. */
const isEncoded = (type: string): boolean => /^(?:image\/(?!svg)|audio\/|video\/|application\/pdf)/.test(type);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value) && value.every((line) => typeof line === "string")) yield value.join("");
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) yield* textsIn(each);
}

const readable = (output: JsonRecord): unknown =>
  isRecord(output.data)
    ? Object.entries(output.data).flatMap(([type, value]) => (isEncoded(type) ? [] : [value]))
    : output;

/** Every text that the outputs of a cell show or hold. */
export const outputTexts = (subject: Subject, cell: Cell): readonly string[] =>
  outputsOf(subject, cell).flatMap((output) => [...textsIn(readable(output))]);
