import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { command } from "../../../lib/nbtest/cli/command";
import { areGone, fakeCell, notebookText, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const at = (name: string) => join(place.folder, name);
const good = notebookText([{ source: "# Title", type: "markdown" }, fakeCell({ do: [{ print: "hello\n" }] })]);
const failure = { status: "error", ename: "RangeError", evalue: "too big" };
const bad = notebookText([
  { source: "## Where it fails", type: "markdown" },
  fakeCell({ exactly: [{ print: "begun\n" }, { reply: failure }, { status: "idle" }] }),
  fakeCell({}),
]);

const run = async (...words: string[]) => {
  const written = { out: "", error: "" };
  const sink = (to: "out" | "error") => ({ write: (text: string) => (written[to] += text) });
  const code = await command([...words, "--cache-folder", at("cache")], sink("out"), sink("error"));
  return { code, ...written };
};

beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

describe("nbtest", () => {
  it("streams what cells print, and ends with 0 and a summary", async () => {
    const path = place.write("good.ipynb", good);
    const { code, out } = await run(path);
    expect(code).toBe(0);
    expect(out).toContain("    hello\n");
    expect(out.trimEnd().split("\n").at(-1)).toBe("1 notebook: 1 passed, 0 failed (1 cell passed)");
    expect(readFileSync(path, "utf8")).toBe(good);
  });

  it("ends with 1 after a failure, shows where, and writes the executed notebook all the same", async () => {
    const path = place.write("bad.ipynb", bad);
    const { code, out } = await run(path, at("good.ipynb"), "--output", at("out"));
    expect(code).toBe(1);
    expect(out).toContain(`${path} · cell 1 · Where it fails`);
    expect(out).toContain("RangeError: too big");
    expect(out).toContain(`run again: npx nbtest ${path} --until 1`);
    expect(out).toContain("2 notebooks: 1 passed, 1 failed (1 cell passed, 1 failed, 1 not run)");
    expect(readdirSync(at("out"))).toEqual(["bad.ipynb", "good.ipynb"]);
    const executed = JSON.parse(readFileSync(at("out/bad.ipynb"), "utf8"));
    expect(executed.cells[1].outputs).toEqual([{ name: "stdout", output_type: "stream", text: ["begun\n"] }]);
  });

  it("writes a page beside the executed notebook", async () => {
    const { code, out } = await run(place.write("good.ipynb", good), "--output", at("pages"), "--html");
    expect(code).toBe(0);
    expect(out).toContain("good.html");
    expect(readFileSync(at("pages/good.html"), "utf8")).toContain("hello");
  });

  it("shows the constants of the size that ran in the executed notebook", async () => {
    const cells = [{ source: "const epochs = 20;", tags: ["parameters"] }];
    const text = notebookText(cells, "fake", { nbtest: { sizes: { small: { epochs: 2 } } } });
    const path = place.write("sized.ipynb", text);
    expect((await run(path, "--size", "small", "--output", at("sized"))).code).toBe(0);
    expect(readFileSync(at("sized/sized.ipynb"), "utf8")).toBe(text.replace("epochs = 20", "epochs = 2"));
    expect((await run(path, "--size", "small", "-p", "epochs=3", "--output", at("sized"))).code).toBe(0);
    expect(readFileSync(at("sized/sized.ipynb"), "utf8")).toBe(text.replace("epochs = 20", "epochs = 3"));
  });

  it("takes values from a file, which go before those of the size", async () => {
    const cells = [{ source: "const epochs = 20;\nconst name = 'a';", tags: ["parameters"] }];
    const text = notebookText(cells, "fake", { nbtest: { sizes: { small: { epochs: 2, name: "b" } } } });
    const words = ["--size", "small", "--parameter-file", place.write("values.json", '{"epochs": 3}')];
    expect((await run(place.write("sized.ipynb", text), ...words, "--output", at("sized"))).code).toBe(0);
    expect(readFileSync(at("sized/sized.ipynb"), "utf8")).toContain("epochs = 3;\\n");
    place.write("values.json", '{"epochs": {}}');
    expect((await run(at("sized.ipynb"), ...words)).error).toContain("values.json: epochs is {}; accepted:");
  });

  it("runs kernels in the notebook's folder, or in another one, with variables of its own", async () => {
    const path = place.write("tells.ipynb", notebookText([fakeCell({ do: [{ tell: "GIVEN" }] })]));
    expect((await run(path)).out).toContain(`GIVEN=undefined in ${place.folder}\n`);
    mkdirSync(at("elsewhere"));
    const { out } = await run(path, "--env", "GIVEN=a=b", "--cwd", at("elsewhere"));
    expect(out).toContain(`GIVEN=a=b in ${at("elsewhere")}\n`);
  });

  it("stores outputs in the notebook with --write, if all passed", async () => {
    const [path, failed] = [place.write("good.ipynb", good), place.write("bad.ipynb", bad)];
    expect((await run(path, failed, "--write")).code).toBe(1);
    const stored = JSON.parse(readFileSync(path, "utf8"));
    expect(stored.cells[1].outputs).toHaveLength(1);
    stored.cells[1].outputs = [];
    expect(stored).toEqual(JSON.parse(good));
    expect(readFileSync(failed, "utf8")).toBe(bad);
  });
});

describe("nbtest refuses with 2", () => {
  it.each([
    ["an unknown option", ["--htm"], "did you mean --html?"],
    ["a path that is not there", ["no.ipynb"], "no.ipynb: no such file or folder"],
  ])("%s", async (_, words, message) => {
    const { code, error } = await run(...words);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each([
    ["what is not JSON", "{", [], "not JSON"],
    ["what is no notebook", "{}", [], "not a notebook"],
    ["an old notebook", '{"nbformat": 3}', [], "nbformat 3"],
    ["an unknown kernel", notebookText(["1"], "nope"), [], 'wants the kernel "nope"; installed: '],
    ["an unknown size", good, ["--size", "small"], 'no size "small"'],
    ["an unknown constant", good, ["-p", "epochs=2"], 'tagged "parameters"'],
    ["a working directory that is not there", good, ["--cwd", "no"], "--cwd no: no such folder"],
    ["a file of parameters that is not there", good, ["--parameter-file", "no"], "--parameter-file no: cannot be read"],
  ])("%s", async (_, text, words, message) => {
    const { code, error } = await run(place.write("given.ipynb", text), ...words);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });

  it("two notebooks that would be written to one file", async () => {
    mkdirSync(at("sub"), { recursive: true });
    const { code, error } = await run(
      place.write("good.ipynb", good),
      place.write("sub/good.ipynb", good),
      "--output",
      at("out"),
    );
    expect([code, error]).toEqual([2, expect.stringContaining("would be written to one file")]);
  });
});

it("nbtest refuses to write an executed notebook over the notebook", async () => {
  const path = place.write("good.ipynb", good);
  expect(await run(path, "--output", place.folder)).toMatchObject({
    code: 2,
    error: expect.stringContaining("overwritten"),
  });
  expect(readFileSync(path, "utf8")).toBe(good);
});

it("nbtest passes over its own output when it searches a folder", async () => {
  mkdirSync(at("searched/results"), { recursive: true });
  place.write("searched/good.ipynb", good);
  place.write("searched/results/good.ipynb", "{");
  expect((await run(at("searched"), "--output", at("searched/results"))).code).toBe(0);
});

it("nbtest ends with 3 for a folder without notebooks, and passes over hidden folders and dependencies", async () => {
  for (const name of ["empty/.ipynb_checkpoints", "empty/node_modules"]) mkdirSync(at(name), { recursive: true });
  place.write("empty/.ipynb_checkpoints/a.ipynb", good);
  place.write("empty/node_modules/b.ipynb", good);
  expect((await run(at("empty"))).code).toBe(3);
  expect((await run(at("empty"), "--allow-empty")).code).toBe(0);
});

it("nbtest ends with 4 when a kernel cannot start, and shows what it wrote", async () => {
  place.installFake({ exitsAtOnce: 1 });
  const { code, out } = await run(place.write("good.ipynb", good));
  expect([code, out]).toEqual([4, expect.stringContaining("cannot start: no such thing")]);
});

it("nbtest prints its help and its version", async () => {
  expect(await run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("usage: nbtest") });
  expect(await run("--version")).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});
