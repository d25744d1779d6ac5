import { delimiter } from "./encode";
import { isRecord, type JsonRecord, type Message, textOf } from "./message";
import { verify } from "./signature";

/** A decoded message, or the reason why the frames are none. */
export type Decoded =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "bad frames"; readonly reason: string };

const bad = (reason: string): Decoded => ({ kind: "bad frames", reason });

const parse = (frame: Uint8Array): JsonRecord | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(frame).toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads the frames of one message. Never throws: a kernel that sends rubbish must not end the runner.
 * The signature is checked over the bytes as received. Missing header fields become empty strings.
 */
export function decode(frames: readonly Uint8Array[], key: string): Decoded {
  const start = frames.findIndex((frame) => Buffer.from(frame).equals(Buffer.from(delimiter)));
  if (start < 0) return bad(`no ${delimiter} frame among ${frames.length}`);
  const [signature, ...rest] = frames.slice(start + 1);
  const parts = rest.slice(0, 4);
  if (signature === undefined || parts.length < 4) return bad(`${parts.length} of 4 JSON frames after the signature`);
  if (key !== "" && !verify(key, parts, signature)) return bad("wrong signature");
  const [header, parent, metadata, content] = parts.map(parse);
  if (header === undefined || content === undefined) return bad("header or content is not a JSON object");
  const message: Message = {
    header: {
      msg_id: textOf(header.msg_id),
      session: textOf(header.session),
      username: textOf(header.username),
      date: textOf(header.date),
      msg_type: textOf(header.msg_type),
      version: textOf(header.version),
    },
    parent: parent ?? {},
    metadata: metadata ?? {},
    content,
    buffers: rest.slice(4),
  };
  return { kind: "message", message };
}
