import { isRecord, type Message } from "../wire/message";

const markup = /^text\/(html|markdown|latex)$/;

/** What a terminal shows of something that a cell shows: its text, else its types and their size. */
export function bundleText({ content }: Message): string {
  const data = isRecord(content.data) ? content.data : {};
  const text = data["text/plain"];
  if (typeof text === "string") return text;
  const types = Object.keys(data);
  if (types.length === 0) return "";
  const bytes = Buffer.byteLength(JSON.stringify(data));
  const kind = types.every((type) => markup.test(type)) ? types.map((type) => type.slice(5)) : types;
  return `[${kind.join(", ")}: ${bytes.toLocaleString("en-US")} bytes]`;
}
