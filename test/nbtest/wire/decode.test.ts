import { describe, expect, it } from "vitest";
import { decode } from "../../../lib/nbtest/wire/decode";
import { delimiter, encode } from "../../../lib/nbtest/wire/encode";
import type { Message } from "../../../lib/nbtest/wire/message";
import { sign } from "../../../lib/nbtest/wire/signature";

const header = { msg_id: "1", session: "s", username: "u", date: "d", msg_type: "stream", version: "5.3" };
const message: Message = {
  header,
  parent: { msg_id: "0" },
  metadata: {},
  content: { text: "ü\n" },
  buffers: [Buffer.from([0, 255])],
};

/** Frames with a right signature over whatever parts. */
const signed = (parts: readonly string[], key = "key") => {
  const frames = parts.map((part) => Buffer.from(part));
  return [delimiter, sign(key, frames)].map((part) => Buffer.from(part)).concat(frames);
};
const reasonOf = (frames: readonly Uint8Array[]) => {
  const decoded = decode(frames, "key");
  return decoded.kind === "bad frames" ? decoded.reason : "none";
};

describe("decode", () => {
  it("gives back what encode was given, behind any identities", () => {
    const frames = [Buffer.from("identity"), Buffer.from("another"), ...encode(message, "key")];
    const decoded = decode(frames, "key");
    expect(decoded).toMatchObject({ kind: "message", message: { header, content: { text: "ü\n" } } });
    if (decoded.kind === "message") expect([...(decoded.message.buffers[0] ?? [])]).toEqual([0, 255]);
  });

  it("checks the bytes as they came, not as they would be written again", () => {
    const parts = [JSON.stringify(header), " {}", "{ }", '{"a" : 1.0}'];
    expect(decode(signed(parts), "key")).toMatchObject({ kind: "message", message: { content: { a: 1 } } });
  });

  it("asks for no signature without a key", () => {
    expect(decode(encode(message, ""), "").kind).toBe("message");
  });

  it("tolerates a header with fields missing", () => {
    expect(decode(signed(["{}", "{}", "{}", "{}"]), "key")).toMatchObject({ message: { header: { msg_id: "" } } });
  });

  it("says why frames are no message, and never throws", () => {
    expect(reasonOf([])).toContain("no <IDS|MSG>");
    expect(reasonOf([Buffer.from("x")])).toContain("no <IDS|MSG>");
    expect(reasonOf([Buffer.from(delimiter)])).toContain("0 of 4");
    expect(reasonOf(signed(["{}", "{}", "{}"]))).toContain("3 of 4");
    expect(reasonOf(encode(message, "other key"))).toBe("wrong signature");
    expect(reasonOf(signed(["{", "{}", "{}", "{}"]))).toContain("not a JSON object");
    expect(reasonOf(signed(["[]", "{}", "{}", "{}"]))).toContain("not a JSON object");
  });
});
