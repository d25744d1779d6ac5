import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { InferOutput } from "valibot";
import { checkedJson } from "../files/checked-json";
import { asideName } from "../files/replace-folder";
import { netSchema } from "./saved-schema";

/** The files of a saved net. model.json and weights.bin are TensorFlow.js's LayersModel format, which other tools read. */
export const fileNames = { net: "net.json", model: "model.json", weights: "weights.bin" } as const;

/** What net.json says. */
export type NetRecord = InferOutput<typeof netSchema>;

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
  const text = (await readPart(folder, fileNames.net)).toString("utf8");
  return checkedJson(text, netSchema, (reason) => damaged(folder, fileNames.net, reason));
}

/**
 * Reads one of the other files and checks it against the record.
 * @throws Error naming the file, what was found and what the record says
 */
export async function readChecked(
  folder: string,
  name: "model.json" | "weights.bin",
  record: NetRecord,
): Promise<Buffer> {
  const content = await readPart(folder, name);
  const [found, expected] = [fingerprint(content), record.files[name]];
  if (found.bytes !== expected.bytes) {
    throw damaged(folder, name, `has ${found.bytes} bytes; ${fileNames.net} says ${expected.bytes}`);
  }
  if (found.sha256 !== expected.sha256) {
    throw damaged(folder, name, `has the SHA-256 ${found.sha256}; ${fileNames.net} says ${expected.sha256}`);
  }
  return content;
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
