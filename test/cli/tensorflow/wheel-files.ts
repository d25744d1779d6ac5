import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The files of a Python package with its list of checksums, made as pip's specification says. */
export function wheelFiles(
  name: string,
  version: string,
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const about = `${name}-${version}.dist-info`;
  const all = { ...files, [`${about}/METADATA`]: files.METADATA ?? `Name: ${name}\n` };
  delete (all as Record<string, string>).METADATA;
  const lines = Object.entries(all).map(([file, text]) => {
    const sha256 = createHash("sha256").update(text).digest("base64url");
    return `${file},sha256=${sha256},${Buffer.byteLength(text)}`;
  });
  return { ...all, [`${about}/RECORD`]: [...lines, `${about}/RECORD,,`, ""].join("\r\n") };
}

/** Writes files into a folder, by their paths. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
