import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Signature of a message: lower-case hexadecimal HMAC-SHA256 over the bytes of its four JSON frames, as sent or received.
 *
 * @param key - the connection file's key; empty means unsigned, and gives the empty string.
 */
export function sign(key: string, frames: readonly Uint8Array[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const frame of frames) hmac.update(frame);
  return hmac.digest("hex");
}

/** Compares a received signature with the expected one, in a time that does not depend on where they differ. */
export function verify(key: string, frames: readonly Uint8Array[], signature: Uint8Array): boolean {
  const expected = Buffer.from(sign(key, frames), "utf8");
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}
