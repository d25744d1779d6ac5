import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { damagedFiles, type Manifest, readManifest, writeManifest } from "../../../lib/cli/tensorflow/manifest";
import { newFolder } from "../../files/new-folder";

const about = {
  tensorflow: "2.21.0",
  variant: "cpu",
  package: "p@1",
  compiler: "c",
  node: "v20",
  installed: "now",
} as const;
/** Of "abc", from FIPS 180-2, appendix B.1. */
const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

async function written(): Promise<{ folder: string; manifest: Manifest }> {
  const folder = newFolder();
  mkdirSync(join(folder, "a folder"));
  writeFileSync(join(folder, "a folder", "file"), "abc");
  writeFileSync(join(folder, "large"), Buffer.alloc(3_000_000, 7));
  await writeManifest(folder, about);
  return { folder, manifest: (await readManifest(folder)) as Manifest };
}

describe("the manifest of an installation", () => {
  it("says what it is, and has the length and the SHA-256 of every file", async () => {
    const { manifest } = await written();
    expect(manifest).toMatchObject(about);
    expect(Object.keys(manifest.files)).toEqual(["a folder/file", "large"]);
    expect(manifest.files["a folder/file"]).toEqual({ bytes: 3, sha256: ABC });
  });

  it("finds a file that was changed, cut or deleted", async () => {
    const { folder, manifest } = await written();
    expect(await damagedFiles(folder, manifest, "checksum")).toEqual([]);
    writeFileSync(join(folder, "a folder", "file"), "abd");
    expect(await damagedFiles(folder, manifest, "length")).toEqual([]);
    expect(await damagedFiles(folder, manifest, "checksum")).toEqual(["a folder/file"]);
    writeFileSync(join(folder, "large"), readFileSync(join(folder, "large")).subarray(1));
    expect(await damagedFiles(folder, manifest, "length")).toEqual(["large"]);
    rmSync(join(folder, "a folder"), { recursive: true });
    expect(await damagedFiles(folder, manifest, "length")).toEqual(["a folder/file", "large"]);
  });

  it.each(["", "{", "null", '{ "tensorflow": "2.21.0", "variant": "cpu" }'])("is none if it holds %j", async (text) => {
    const folder = newFolder();
    writeFileSync(join(folder, "manifest.json"), text);
    expect(await readManifest(folder)).toBeUndefined();
  });
});
