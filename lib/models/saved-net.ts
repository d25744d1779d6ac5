import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { asideName } from "../files/replace-folder";

/** The files of a saved net. model.json and weights.bin are TensorFlow.js's LayersModel format, which other tools read. */
export const fileNames = { net: "net.json", model: "model.json", weights: "weights.bin" } as const;

/** Of net.json. */
export const formatVersion = 1;

/** What net.json says: the taps, and length and SHA-256 of the other files. */
export interface NetRecord {
  readonly formatVersion: number;
  readonly taps: readonly string[];
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** Length and checksum of a file's content. */
export const fingerprint = (content: Uint8Array): { readonly bytes: number; readonly sha256: string } => ({
  bytes: content.length,
  sha256: createHash("sha256").update(content).digest("hex"),
});

/** An error of `load` that names the file. */
export const damaged = (folder: string, file: string, reason: string): Error =>
  new Error(`load: "${join(folder, file)}" ${reason}`);

/**
 * Reads and checks net.json.
 * @throws Error naming the file and what is wrong with it
 */
export async function readRecord(folder: string): Promise<NetRecord> {
  const record = parseJson(folder, fileNames.net, await readPart(folder, fileNames.net));
  const refuse = (reason: string): never => {
    throw damaged(folder, fileNames.net, reason);
  };
  const { formatVersion: version, taps, files } = record as Partial<NetRecord>;
  if (version !== formatVersion) {
    refuse(`has the format version ${JSON.stringify(version)}; ${formatVersion} is accepted`);
  }
  if (!Array.isArray(taps) || taps.some((tap) => typeof tap !== "string")) refuse("has no list of taps");
  for (const name of [fileNames.model, fileNames.weights]) {
    const { bytes, sha256 } = files?.[name] ?? {};
    if (typeof bytes !== "number" || typeof sha256 !== "string") refuse(`has no length and checksum of ${name}`);
  }
  return record as NetRecord;
}

/**
 * Reads one of the other files and checks it against the record.
 * @throws Error naming the file, what was found and what the record says
 */
export async function readChecked(folder: string, name: string, record: NetRecord): Promise<Buffer> {
  const content = await readPart(folder, name);
  const [found, expected] = [fingerprint(content), record.files[name]!];
  if (found.bytes !== expected.bytes) {
    throw damaged(folder, name, `has ${found.bytes} bytes; ${fileNames.net} says ${expected.bytes}`);
  }
  if (found.sha256 !== expected.sha256) {
    throw damaged(folder, name, `has the SHA-256 ${found.sha256}; ${fileNames.net} says ${expected.sha256}`);
  }
  return content;
}

/**
 * The object that a JSON file holds.
 * @throws Error naming the file if it holds none
 */
export function parseJson(folder: string, name: string, content: Buffer): object {
  let value: unknown;
  try {
    value = JSON.parse(content.toString("utf8"));
  } catch (error) {
    throw damaged(folder, name, `is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== "object" || value === null) throw damaged(folder, name, "holds no JSON object");
  return value;
}

async function readPart(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw damaged(folder, name, `cannot be read: ${message}`);
    const names = Object.values(fileNames).join(", ");
    const aside = asideName(folder);
    const hint = existsSync(aside) ? `; a save that was cut off left the net before it in "${aside}"` : "";
    throw damaged(folder, name, `is missing; a folder written by save holds ${names}${hint}`);
  }
}
