import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { command } from "../../../lib/nbtest/cli/command";
import { areGone, failureOf, fakeCell, notebookText, type TestCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

const stream = (text: string) => ({ output_type: "stream", name: "stdout", text: [text] });
const printing = (text: string, stored: object[], comment = ""): TestCell => ({
  ...fakeCell({ do: [{ print: text }] }, [], comment),
  outputs: stored,
});

describe("comparing", () => {
  const good = printing("loss 1.0000001\n", [stream("loss 1\n")]);
  const bad = printing("loss 2\n", [stream("loss 1\n")]);

  it("is done when it is asked for, and fails a cell only after all have run", async () => {
    expect((await place.run([good, bad, good])).statuses).toEqual(["passed", "passed", "passed"]);
    const { result, statuses, events } = await place.run([good, bad, good], { compare: true });
    expect(statuses).toEqual(["passed", "failed", "passed"]);
    expect(result.passed).toBe(false);
    expect(failureOf(result.cells[1])).toMatchObject({
      kind: "output differs",
      differences: [{ title: "stdout", diff: "@@ -1,1 +1,1 @@\n-loss 1\n+loss 2" }],
    });
    expect(events.map(({ kind }) => kind).slice(-2)).toEqual(["cellDiffers", "notebookEnd"]);
  });

  it("can be asked for, and left, cell by cell", async () => {
    const wanted = printing("loss 2\n", [stream("loss 1\n")], "compare");
    const loose = printing("loss 2\n", [stream("loss 1\n")], "compare rtol=1");
    const left = printing("loss 2\n", [stream("loss 1\n")], "no-compare");
    expect((await place.run([bad, wanted, loose, left])).statuses).toEqual(["passed", "failed", "passed", "passed"]);
    expect((await place.run([bad, left], { compare: true })).statuses).toEqual(["failed", "passed"]);
  });

  it("can be asked for in the notebook's metadata, with rules", async () => {
    const run = async (compare: unknown) => (await place.run([bad], {}, "fake", { nbtest: { compare } })).statuses;
    expect(await run(true)).toEqual(["failed"]);
    expect(await run({ rtol: 1, presets: ["times"] })).toEqual(["passed"]);
    await expect(run({ rtool: 1 })).rejects.toThrow("unknown rule rtool; did you mean rtol?");
  });

  it("sees what a later cell makes of what an earlier one shows", async () => {
    const shown = (text: string) => ({ data: { "text/plain": text }, metadata: {}, transient: { display_id: "a" } });
    const cells = [
      {
        ...fakeCell({ do: [{ publish: "display_data", content: shown("0 %") }] }),
        outputs: [{ output_type: "display_data", data: { "text/plain": ["100 %"] }, metadata: {} }],
      },
      fakeCell({ do: [{ publish: "update_display_data", content: shown("100 %") }] }),
    ];
    expect((await place.run(cells, { compare: true })).statuses).toEqual(["passed", "passed"]);
  });

  it("fails a cell that printed and has nothing stored", async () => {
    expect((await place.run([printing("x", [])], { compare: true })).statuses).toEqual(["failed"]);
  });

  it("is not done, which is said, with constants that are not the notebook's own", async () => {
    const cells = [{ source: "const epochs = 20;", tags: ["parameters"] }, bad];
    const { statuses, events } = await place.run(cells, { compare: true, parameters: { epochs: 1 } });
    expect(statuses).toEqual(["passed", "passed"]);
    expect(events.flatMap((event) => (event.kind === "note" ? [event.text] : []))).toEqual([
      "not compared with stored outputs, because constants are not the notebook's own: 2 cells",
    ]);
  });
});

describe("nbtest --update", () => {
  const run = async (...words: string[]) => {
    let out = "";
    const sink = { write: (text: string) => (out += text) };
    const code = await command([...words, "--cache-folder", join(place.folder, "cache")], sink, sink);
    return { code, out };
  };
  const picture = { data: { "text/plain": ["a"] }, metadata: {}, output_type: "display_data" };
  const shows = { publish: "display_data", content: { data: { "text/plain": "b" }, metadata: {} } };

  it("renews the outputs that differ, and leaves every other byte", async () => {
    const cells = [
      printing("loss 1.0000001\n", [stream("loss 1\n")]),
      { ...fakeCell({ do: [{ print: "took 3 s\n" }, shows] }), outputs: [stream("took 4 s\n"), picture] },
      printing("new\n", []),
    ];
    const text = notebookText(cells).replace('"execution_count": null', '"execution_count": 7');
    const path = place.write("stored.ipynb", text);
    const failed = await run(path, "--compare");
    expect(failed.code).toBe(1);
    expect(failed.out).toContain("    -a\n    +b\n");
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(await run(path, "--update")).toMatchObject({ code: 0, out: expect.stringContaining("wrote ") });
    const added = [
      "[",
      "    {",
      '     "name": "stdout",',
      '     "output_type": "stream",',
      '     "text": [',
      '      "new\\n"',
      "     ]",
      "    }",
      "   ]",
    ].join("\n");
    const expected = text.replace('      "a"\n', '      "b"\n').replace('"outputs": []', `"outputs": ${added}`);
    expect(readFileSync(path, "utf8")).toBe(expected);
    expect((await run(path, "--compare")).code).toBe(0);
    expect(await run(path, "--update")).toMatchObject({ code: 0, out: expect.stringContaining("nothing to write") });
  });

  it("leaves the notebook alone when a cell failed", async () => {
    const error = { publish: "error", content: { ename: "E", evalue: "x", traceback: [] } };
    const text = notebookText([printing("a", [stream("b")]), fakeCell({ do: [error] })]);
    const path = place.write("failing.ipynb", text);
    expect(await run(path, "--update")).toMatchObject({
      code: 1,
      out: expect.stringContaining("not written, because it failed"),
    });
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});
