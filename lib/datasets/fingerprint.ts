import { createHash } from "node:crypto";
import { unpacked } from "./gunzip";

/** What the unpacked bytes of a known file are; mirrors compress the same bytes differently. */
export interface Fingerprint {
  /** The number of unpacked bytes. */
  readonly bytes: number;
  /** SHA-256 of the unpacked bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/**
 * The fingerprint of a gzip file.
 * @throws Error that names the file if it cannot be unpacked
 */
export async function fingerprintOf(path: string): Promise<Fingerprint> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of unpacked(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/**
 * Compares what was found in a file with what is accepted.
 * @throws Error that names the file if the length or the SHA-256 differ
 */
export function checkFingerprint(path: string, found: Fingerprint, accepted: Fingerprint): void {
  if (found.bytes !== accepted.bytes) {
    throw new Error(`${path}: unpacks to ${found.bytes} bytes; ${accepted.bytes} are accepted`);
  }
  if (found.sha256 !== accepted.sha256) {
    throw new Error(
      `${path}: the unpacked bytes have the SHA-256 ${found.sha256}; ${accepted.sha256} is accepted. ` +
        "The file was changed or damaged: delete it, or fetch it again",
    );
  }
}
