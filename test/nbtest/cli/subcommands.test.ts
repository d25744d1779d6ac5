import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "../../../lib/nbtest/cli/command";
import { newFolder } from "../../files/new-folder";
import { tslabNotebook, written } from "../check/notebooks";

/** Runs the command; what it said, and its exit code. */
async function nbtest(...words: readonly string[]) {
  const said = { out: "", errors: "" };
  const sink = (name: "out" | "errors") => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const code = await command(words, sink("out"), sink("errors"));
  return { code, ...said };
}

const dirty = () => tslabNotebook(["1 + 1"], (cell) => void Object.assign(cell, { execution_count: 4 }));

describe("nbtest check", () => {
  it("names file, line and column, cell, what is wrong and the rule, and ends with 1", async () => {
    const path = written(tslabNotebook(["const a = 1;", "const b = { a };"]));
    const { code, out } = await nbtest("check", "--no-types", path);
    expect([code, out.endsWith("1 notebook: 1 problem\n")]).toEqual([1, true]);
    expect(out).toMatch(/a\.ipynb:20:18: code cell 2: \{ a \} is a ReferenceError .* \[shorthand\]\n/);
  });

  it("ends with 0 where nothing is found, 2 for what is no notebook, 3 where there are none", async () => {
    expect(await nbtest("check", "--no-types", written(tslabNotebook(["1"])))).toMatchObject({ code: 0 });
    expect(await nbtest("check", written("{"))).toMatchObject({ code: 2, errors: expect.stringContaining("not JSON") });
    expect(await nbtest("check", newFolder())).toMatchObject({ code: 3 });
    expect(await nbtest("check", "--allow-empty", newFolder())).toMatchObject({ code: 0 });
    expect(await nbtest("check", "--no-tipes")).toMatchObject({
      code: 2,
      errors: expect.stringContaining("did you mean --no-types?"),
    });
  });

  it("tells what it does", async () => {
    for (const name of ["check", "clean", "html"]) {
      expect(await nbtest(name, "--help")).toMatchObject({
        code: 0,
        out: expect.stringContaining(`usage: nbtest ${name} [options]`),
      });
    }
  });
});

describe("nbtest clean", () => {
  it("cleans in place, keeps the file's permissions, and has nothing to do again", async () => {
    const path = written(dirty());
    chmodSync(path, 0o640);
    expect(await nbtest("clean", path)).toMatchObject({
      code: 0,
      out: expect.stringContaining("cleaned: execution count\n"),
    });
    expect(JSON.parse(readFileSync(path, "utf8")).cells[0].execution_count).toBe(null);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(await nbtest("clean", "--check", path)).toMatchObject({ code: 0, out: "1 notebook, 0 not clean\n" });
  });

  it("changes nothing with --check, and ends with 1", async () => {
    const path = written(dirty());
    const before = readFileSync(path, "utf8");
    expect(await nbtest("clean", "--check", path)).toMatchObject({
      code: 1,
      out: expect.stringContaining("to clean: execution count"),
    });
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("tells what it can't mend: absolute paths and size", async () => {
    const text = `in /home/ada/x ${"x".repeat(2000)}`;
    const path = written(
      tslabNotebook(["1"], (cell) =>
        Object.assign(cell, { outputs: [{ name: "stdout", output_type: "stream", text }] }),
      ),
    );
    const { code, out } = await nbtest("clean", "--max-size", "2", path);
    expect(code).toBe(1);
    expect(out).toMatch(/3 kB; up to 2 are accepted \(--max-size\)\n.*the absolute path \/home\/ada\/x/s);
    expect(await nbtest("clean", "--max-size", "many", path)).toMatchObject({ code: 2 });
  });

  it("says so where a file can't be written, and leaves it", async () => {
    const folder = newFolder();
    const path = written(dirty(), folder);
    const before = readFileSync(path, "utf8");
    mkdirSync(join(folder, "elsewhere"));
    const taken = process.getuid?.() === 0; // permissions do not bind root
    if (!taken) chmodSync(folder, 0o555);
    const { code, errors } = await nbtest("clean", path);
    chmodSync(folder, 0o755);
    expect([code, taken || /cannot be written/.test(errors)]).toEqual([taken ? 0 : 2, true]);
    expect(taken || readFileSync(path, "utf8") === before).toBe(true);
  });
});

describe("nbtest html", () => {
  it("writes a page beside the notebook, or into a folder", async () => {
    const folder = newFolder();
    const path = written(tslabNotebook(["const shown = 1;"]), folder);
    expect(await nbtest("html", path)).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "a.html"), "utf8")).toContain("shown");
    expect(await nbtest("html", "-o", join(folder, "pages"), path)).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, "pages", "a.html"))).toBe(true);
  });

  it("refuses two notebooks of one name", async () => {
    const folder = newFolder();
    const [one, two] = [written(tslabNotebook(["1"])), written(tslabNotebook(["2"]))];
    writeFileSync(join(folder, "x"), "");
    expect(await nbtest("html", "-o", folder, one, two)).toMatchObject({
      code: 2,
      errors: expect.stringContaining("would be written to one file"),
    });
    expect(existsSync(join(folder, "a.html"))).toBe(false);
  });
});
