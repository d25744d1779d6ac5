import { createHash } from "node:crypto";
import { open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Installation } from "../../compile/tensorflow/installation";

/** A file as it was installed. */
export interface InstalledFile {
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** What an installation says of itself, in its manifest.json. */
export interface Manifest extends Pick<Installation, "tensorflow" | "variant"> {
  /** The npm package whose native module was compiled. */
  readonly package: string;
  readonly compiler: string;
  readonly node: string;
  /** ISO 8601. */
  readonly installed: string;
  /** Every other file of the folder, by path with "/". */
  readonly files: Readonly<Record<string, InstalledFile>>;
}

const NAME = "manifest.json";
/** Bytes from which on a file is written through to the disk before the installation gets its name. */
const LARGE = 65_536;

async function installedFile(file: string): Promise<InstalledFile> {
  const handle = await open(file);
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    if (bytes >= LARGE) await handle.sync();
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

/** Writes down what a folder holds. */
export async function writeManifest(folder: string, about: Omit<Manifest, "files">): Promise<void> {
  const files: Record<string, InstalledFile> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const file = path.join(folder, name);
    if ((await stat(file)).isFile()) files[name.replaceAll(path.sep, "/")] = await installedFile(file);
  }
  const text = `${JSON.stringify({ ...about, files }, undefined, 1)}\n`;
  await writeFile(path.join(folder, NAME), text, { flush: true });
}

/** The manifest of an installation; undefined if it lacks one, or has a damaged one or one without checksums. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const found = JSON.parse(await readFile(path.join(folder, NAME), "utf8")) as Partial<Manifest> | null;
    return found !== null && typeof found?.files === "object" ? (found as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The files of an installation that are not as they were installed.
 * @param compare by their length, which is quick, or by their checksum
 */
export async function damagedFiles(
  folder: string,
  { files }: Manifest,
  compare: "length" | "checksum",
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const [name, { bytes, sha256 }] of Object.entries(files)) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    const isSame = found?.size === bytes && (compare === "length" || (await installedFile(file)).sha256 === sha256);
    if (!isSame) damaged.push(name);
  }
  return damaged;
}
