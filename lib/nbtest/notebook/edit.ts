import type { Member, Span } from "./json-spans";

/** A piece of a text that gives way to another. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with its edits made; they must not overlap. Line ends in them become those of the text. */
export function edited(text: string, edits: readonly Edit[]): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const pieces: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, edit.start), edit.text.replaceAll("\n", newline));
    at = edit.end;
  }
  return pieces.join("") + text.slice(at);
}

/** White space that the line of a place begins with; undefined when something else stands before the place. */
export const indentAt = (text: string, at: number): string | undefined => {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^[ \t]*$/.test(before) && text.lastIndexOf("\n", at - 1) >= 0 ? before : undefined;
};

/** Takes a member out of an object, with the comma and the white space that it brought. */
export function withoutMember(object: Span, member: Member): Edit {
  const members = object.members ?? [];
  const place = members.indexOf(member);
  const next = members[place + 1];
  if (members.length === 1) return { start: object.start + 1, end: object.end - 1, text: "" };
  if (next !== undefined) return { start: member.start, end: next.start, text: "" };
  return { start: members[place - 1]!.value.end, end: member.value.end, text: "" };
}

/** Puts a member behind another one of an object. */
export function memberBehind(text: string, member: Member, name: string, json: string): Edit {
  const indent = indentAt(text, member.start);
  const gap = indent === undefined ? " " : `\n${indent}`;
  return { start: member.value.end, end: member.value.end, text: `,${gap}${JSON.stringify(name)}: ${json}` };
}
