import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { limitFolder } from "../../lib/files/limit-folder";
import { newFolder } from "./new-folder";

/** A folder with files of 100 bytes, the first used longest ago. */
async function filled(names: readonly string[]): Promise<string> {
  const folder = newFolder();
  for (const [i, name] of names.entries()) {
    await writeFile(join(folder, name), Buffer.alloc(100));
    await utimes(join(folder, name), 1_000_000 + i, 1_000_000 + i);
  }
  return folder;
}

describe("limitFolder", () => {
  it("deletes what was used longest ago", async () => {
    const folder = await filled(["c", "a", "b", "d"]);
    expect(await limitFolder(folder, 250)).toEqual(["a", "c"]);
    expect((await readdir(folder)).sort()).toEqual(["b", "d"]);
  });

  it("deletes nothing at the limit, and leaves folders alone", async () => {
    const folder = await filled(["a", "b"]);
    await mkdir(join(folder, "kept"));
    expect(await limitFolder(folder, 200)).toEqual([]);
    expect(await limitFolder(folder, 0)).toEqual(["b", "a"]);
    expect(await readdir(folder)).toEqual(["kept"]);
  });
});
