import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { currentEngine } from "../../lib/compile/use-engine";
import { mlp } from "../../lib/models/mlp";
import { forward, LOGITS } from "../../lib/training/forward";
import { keptViews } from "../../lib/training/kept-views";
import type { Arrays } from "../../lib/training/views-file";
import { newFolder } from "../files/new-folder";
import { bandedImages } from "./banded-images";

/** 10⁶ bytes of logits, which is worth a file: 25,000 examples of 10 classes. */
const train = bandedImages(25_000, 4);
const net = mlp({ input: [8, 8, 1], hidden: [3], classes: 10, seed: 1 });

/** One run: the views, what was said, and how often the teacher was asked. */
async function run(folder: string | false, { teacher = net, split = train, abortAt = Number.POSITIVE_INFINITY } = {}) {
  const [lines, engine, control] = [[] as string[], currentEngine(), new AbortController()];
  const pass = forward(teacher, [], engine);
  let batches = 0;
  const counted: typeof pass = {
    ...pass,
    of(pixels) {
      batches += 1;
      if (batches === abortAt) control.abort();
      return pass.of(pixels);
    },
  };
  const views: Arrays = await keptViews({
    ...{ teacher, taps: [], train: split, shapes: new Map([[LOGITS, [10]]]), pass: counted, folder, engine },
    ...{ signal: control.signal, what: "views", log: (line) => void lines.push(line) },
  });
  await pass.dispose();
  return { logits: views.get(LOGITS)!, lines, batches };
}

describe("kept views", () => {
  it("are computed by the first run and read by the second", async () => {
    const folder = join(newFolder(), "teacher-views");
    const first = await run(folder);
    const second = await run(folder);
    expect(first.lines).toEqual(["views computed once and kept (1.0 MB), on disk too"]);
    expect(second.lines).toEqual(["views of an earlier run read from disk (1.0 MB)"]);
    expect([first.batches, second.batches]).toEqual([25, 0]);
    expect(second.logits).toEqual(first.logits);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("are computed anew for another teacher, and where the file was damaged", async () => {
    const folder = newFolder();
    await run(folder);
    const [file] = await readdir(folder);
    const other = await run(folder, { teacher: mlp({ input: [8, 8, 1], hidden: [3], classes: 10, seed: 2 }) });
    expect(other.batches).toBe(25);
    await writeFile(join(folder, file!), "half of it");
    const mended = await run(folder);
    expect(mended.lines[0]).toMatch(
      /^views computed once and kept \(1\.0 MB\), on disk too; .+\.f32 was damaged and is replaced$/,
    );
    expect((await run(folder)).logits).toEqual(mended.logits);
  });

  it("stay in memory where no folder is given, where they are small, and where the folder takes no file", async () => {
    const folder = newFolder();
    await writeFile(join(folder, "file"), "");
    expect((await run(false)).lines).toEqual(["views computed once and kept (1.0 MB)"]);
    expect((await run(folder, { split: bandedImages(24_999, 4) })).lines).toEqual([
      "views computed once and kept (1.0 MB)",
    ]);
    const blocked = await run(join(folder, "file"));
    expect(blocked.lines[0]).toMatch(
      /^views computed once and kept \(1\.0 MB\), for this run only: .+ cannot be written/,
    );
    expect(await readdir(folder)).toEqual(["file"]);
  });

  it("end after the batch at which they are aborted, and leave no file", async () => {
    const folder = newFolder();
    const { batches, lines } = await run(folder, { abortAt: 3 });
    expect([batches, lines]).toEqual([3, []]);
    expect(await readdir(folder)).toEqual([]);
  });
});
