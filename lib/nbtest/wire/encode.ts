import type { Message } from "./message";
import { sign } from "./signature";

/** The frame between the routing identities and the signature. */
export const delimiter = "<IDS|MSG>";

/** Frames of a message, ready for a ZeroMQ socket: delimiter, signature, header, parent, metadata, content, buffers. */
export function encode(message: Message, key: string): Uint8Array[] {
  const parts = [message.header, message.parent, message.metadata, message.content].map((part) =>
    Buffer.from(JSON.stringify(part), "utf8"),
  );
  return [Buffer.from(delimiter), Buffer.from(sign(key, parts)), ...parts, ...message.buffers];
}
