import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writing } from "../../lib/files/write-errors";
import { newFolder } from "./new-folder";

const failing = (code: string) => () => Promise.reject(Object.assign(new Error("the system's words"), { code }));

describe("writing", () => {
  it("gives the result of a write that succeeds", async () => {
    expect(await writing("a.gz", async () => 7)).toBe(7);
  });

  it.each([
    ["ENOSPC", "the disk is full"],
    ["EDQUOT", "the quota of the disk is used up"],
    ["EROFS", "the file system is read-only"],
    ["EACCES", "the folder is read-only for this user"],
    ["EIO", "the system's words"],
  ])("names the file, the reason and the code for %s", async (code, reason) => {
    await expect(writing("a.gz", failing(code))).rejects.toThrow(`a.gz cannot be written: ${reason} (${code})`);
  });

  it("names a path that leads through a file", async () => {
    const file = join(newFolder(), "file");
    await writeFile(file, "");
    const below = join(file, "below");
    await expect(writing(below, () => mkdir(below, { recursive: true }))).rejects.toThrow(
      `${below} cannot be written: a part of the path is a file, not a folder (ENOTDIR)`,
    );
  });
});
