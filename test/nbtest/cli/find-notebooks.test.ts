import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findNotebooks, type Without } from "../../../lib/nbtest/cli/find-notebooks";

const folder = mkdtempSync(join(tmpdir(), "nbtest-find-"));
afterAll(() => rmSync(folder, { recursive: true }));
const names = ["a.ipynb", "b.ipynb", "sub/c.ipynb", "sub/old/d.ipynb", "notes.md"];
const passedOver = [
  "node_modules/e.ipynb",
  "sub/node_modules/e.ipynb",
  ".hidden/f.ipynb",
  "dist/g.ipynb",
  "out/a.ipynb",
];
for (const name of [...names, ...passedOver]) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), "");
}

const find = async (path: string, without: Without = {}) =>
  (await findNotebooks([join(folder, path)], without)).map((found) => relative(folder, found));
const output = join(folder, "out");

describe("findNotebooks", () => {
  it("searches a folder, and passes over what is hidden, built or installed", async () => {
    expect(await find(".", { output })).toEqual(["a.ipynb", "b.ipynb", "sub/c.ipynb", "sub/old/d.ipynb"]);
  });

  it("takes a glob for what it matches, and passes over the same", async () => {
    expect(await find("**/[a-c].ipynb", { output })).toEqual(["a.ipynb", "b.ipynb", "sub/c.ipynb"]);
    expect(await find("s?b/*.ipynb")).toEqual(["sub/c.ipynb"]);
  });

  it("leaves out what is excluded: a glob, or a folder", async () => {
    expect(await find(".", { output, exclude: [join(folder, "**/old/**"), join(folder, "a*")] })).toEqual([
      "b.ipynb",
      "sub/c.ipynb",
    ]);
    expect(await find(".", { output, exclude: [join(folder, "sub")] })).toEqual(["a.ipynb", "b.ipynb"]);
  });

  it("takes a file as it is, once, whatever it is called", async () => {
    const paths = ["notes.md", "./notes.md", "dist/g.ipynb"].map((name) => join(folder, name));
    expect((await findNotebooks(paths)).length).toBe(2);
  });

  it("refuses what is not there and what matches nothing", async () => {
    await expect(find("no.ipynb")).rejects.toThrow("no such file or folder");
    await expect(find("z*.ipynb")).rejects.toThrow("nothing matches");
  });
});
