import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { writeWhole } from "../../../lib/nbtest/notebook/write";

const folder = mkdtempSync(join(tmpdir(), "nbtest-write-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("writeWhole", () => {
  it("makes the folder, writes the file, and leaves nothing else", async () => {
    await writeWhole(join(folder, "new", "a.txt"), "ü\n");
    expect(readFileSync(join(folder, "new", "a.txt"), "utf8")).toBe("ü\n");
    expect(readdirSync(join(folder, "new"))).toEqual(["a.txt"]);
  });

  it("keeps an existing file's permissions", async () => {
    const path = join(folder, "b.txt");
    for (const mode of [0o600, 0o666]) {
      writeFileSync(path, "old");
      chmodSync(path, mode);
      await writeWhole(path, "new");
      expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual(["new", mode]);
    }
  });

  it("writes the file that a link leads to, and leaves the link", async () => {
    writeFileSync(join(folder, "real.txt"), "old");
    symlinkSync("real.txt", join(folder, "link.txt"));
    await writeWhole(join(folder, "link.txt"), "new");
    expect(readFileSync(join(folder, "real.txt"), "utf8")).toBe("new");
    expect(lstatSync(join(folder, "link.txt")).isSymbolicLink()).toBe(true);
  });

  it("names a file that cannot be written, and leaves no temporary file", async () => {
    mkdirSync(join(folder, "taken", "c.txt"), { recursive: true });
    await expect(writeWhole(join(folder, "taken", "c.txt"), "x")).rejects.toThrow(/c\.txt: cannot be written/);
    expect(readdirSync(join(folder, "taken"))).toEqual(["c.txt"]);
  });
});
