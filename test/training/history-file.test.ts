import { appendFile, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hardLabels } from "../../lib/losses/hard-labels";
import { adam } from "../../lib/training/adam";
import type { Callback, EpochRow, FitEvent, StartEvent } from "../../lib/training/events";
import { fit } from "../../lib/training/fit";
import { readHistory, recordHistory } from "../../lib/training/history-file";
import { newFolder } from "../files/new-folder";
import { plainStudent, train, validation } from "./small-nets";

const quiet = { log: () => {} };
const options = {
  ...{ optimizer: adam(0.02), epochs: 3, batchSize: 50, seed: 5, validation, log: () => {} },
  objective: { hard: [1, hardLabels()] },
} as const;
const row = (epoch: number, loss = 1 / 3): EpochRow => ({
  ...{ epoch, loss, losses: { hard: loss }, accuracy: 0.5, learningRate: 1e-3 },
});
const begun = (rows: readonly EpochRow[] = [], resumed = rows.length > 0): StartEvent => ({
  ...{ kind: "start", epochs: 9, stepsPerEpoch: 1, batchSize: 1, examples: 1, terms: ["hard"], rows, resumed },
});
const trained = (each: EpochRow): FitEvent => ({ kind: "epoch", row: each });
const newPath = (): string => join(newFolder(), "history.jsonl");

/** A file to which a run has written, event by event. */
async function written(path: string, events: readonly FitEvent[], callback = recordHistory(path)): Promise<string> {
  for (const event of events) await callback(event);
  return readFile(path, "utf8");
}

describe("recordHistory", () => {
  it("writes the rows of a run, as they come, and leaves nothing else", async () => {
    const path = newPath();
    const lengths: number[] = [];
    const look: Callback = async ({ kind }) => {
      if (kind === "epoch") lengths.push((await readHistory(path)).length);
    };
    const { epochs } = await fit(plainStudent(), train, { ...options, callbacks: [recordHistory(path), look] });
    expect(lengths).toEqual([1, 2, 3]);
    expect(await readHistory(path)).toEqual(epochs);
    expect(
      (await readFile(path, "utf8"))
        .split("\n")
        .slice(0, 3)
        .map((line) => JSON.parse(line)),
    ).toEqual(epochs);
    expect(await readdir(join(path, ".."))).toEqual(["history.jsonl"]);
  });

  it("goes on in the file of the run that is resumed, and writes what is trained again once", async () => {
    const [path, folder] = [newPath(), newFolder()];
    const stopInThird: Callback = (event) => (event.kind === "step" && event.epoch === 3 ? "stop" : undefined);
    const run = (callbacks: readonly Callback[], resume: boolean) =>
      fit(plainStudent(), train, { ...options, callbacks, resume, checkpoint: { folder } });
    await run([recordHistory(path), stopInThird], false);
    expect(await readHistory(path)).toHaveLength(2);
    const { epochs } = await run([recordHistory(path)], true);
    expect(epochs).toHaveLength(3);
    expect(await readHistory(path)).toEqual(epochs);
  });

  it("drops rows that came after the checkpoint, and half a line", async () => {
    const path = newPath();
    await written(path, [begun(), trained(row(1)), trained(row(2)), trained(row(3))]);
    await appendFile(path, '{"epoch":4,"lo');
    const text = await written(path, [begun([row(1), row(2)]), trained(row(3)), trained(row(4))]);
    expect(text.split("\n").map((line) => line && JSON.parse(line).epoch)).toEqual([1, 2, 3, 4, ""]);
    expect(await readHistory(path)).toEqual([1, 2, 3, 4].map((epoch) => row(epoch)));
  });

  it("starts again in a run that is resumed within its first epoch", async () => {
    const path = newPath();
    await written(path, [begun(), trained(row(1))]);
    await written(path, [begun([], true), trained(row(1))]);
    expect(await readHistory(path)).toEqual([row(1)]);
  });

  it("refuses the file of another run, unless it is to be replaced", async () => {
    const path = newPath();
    const before = await written(path, [begun(), trained(row(1)), trained(row(2))]);
    const message = `recordHistory: "${path}" holds the history of another run (rows: 2); another path is accepted, or replace: true`;
    await expect(written(path, [begun()])).rejects.toThrow(message);
    await expect(written(path, [begun([row(1, 0.5)])])).rejects.toThrow(message);
    expect(await readFile(path, "utf8")).toBe(before);
    await written(path, [begun(), trained(row(1, 0.25))], recordHistory(path, { replace: true }));
    expect(await readHistory(path)).toEqual([row(1, 0.25)]);
  });

  it("refuses a file that is something else, and a folder that isn't there", async () => {
    const path = newPath();
    await writeFile(path, "dear diary\n");
    await expect(written(path, [begun()])).rejects.toThrow(`"${path}", line 1: the row is not JSON`);
    expect(await readFile(path, "utf8")).toBe("dear diary\n");
    await expect(written(join(path, "..", "no", "h.jsonl"), [begun()])).rejects.toThrow("ENOENT");
  });

  it("lets training go on where the disk is full, says so once, and writes the rows when it can", async () => {
    const path = newPath();
    const lines: string[] = [];
    const callback = recordHistory(path, { log: (line) => lines.push(line) });
    await written(path, [begun(), trained(row(1))], callback);
    await rm(path);
    await symlink("/dev/full", path);
    await callback(trained(row(2)));
    expect(lines).toEqual([expect.stringMatching(/takes no more rows, training goes on: ENOSPC/)]);
    await rm(path);
    await mkdir(path); // a file can't be renamed to a folder's name
    await callback(trained(row(3)));
    expect([lines.length, await readdir(join(path, ".."))]).toEqual([1, ["history.jsonl"]]);
    await rm(path, { recursive: true });
    await callback({ kind: "end", reason: "finished", rows: [] });
    expect(await readHistory(path)).toEqual([1, 2, 3].map((epoch) => row(epoch)));
  });
});

describe("readHistory", () => {
  it("gives back every number, those that JSON does not know among them", async () => {
    const path = newPath();
    const validation = { accuracy: 0.1 + 0.2, negativeLogLikelihood: Number.POSITIVE_INFINITY };
    const rows = [{ ...row(1, Number.NaN), validation }, row(2, 5e-324)];
    await written(path, [begun(), ...rows.map(trained)]);
    expect(await readHistory(path)).toEqual(rows);
  });

  it("drops a last line that was cut off, and says so", async () => {
    const path = newPath();
    await written(path, [begun(), trained(row(1)), trained(row(2))]);
    const text = await readFile(path, "utf8");
    const lines: string[] = [];
    for (const end of [text.length - 1, text.length - 30, text.indexOf("\n") + 2]) {
      await writeFile(path, text.slice(0, end));
      expect(await readHistory(path, { log: (line) => lines.push(line) })).toEqual([row(1)]);
    }
    const said = `"${path}": the last line was cut off and is dropped (whole rows: 1)`;
    expect(lines).toEqual([said, said, said]);
  });

  it.each([
    ["[]", 'the row has no "epoch"'],
    ["null", "the row holds null; Object is accepted"],
    ['{"epoch":2,"loss":1,"accuracy":1,"learningRate":1,"losses":{}}', "the row is of epoch 2; 1 is accepted"],
    ["{}", 'the row has no "epoch"'],
    [
      '{"epoch":1,"loss":"1","accuracy":1,"learningRate":1,"losses":{}}',
      'holds "1" in "loss"; (number | ("Infinity" |',
    ],
    ['{"epoch":1,"loss":1,"accuracy":1,"learningRate":1,"losses":["a"]}', 'holds "a" in "losses.0"'],
    ['{"epoch":1,"loss":1,"accuracy":1,"learningRate":1,"losses":{"a":null}}', 'holds null in "losses.a"'],
    [
      '{"epoch":1,"loss":1,"accuracy":1,"learningRate":1,"losses":{},"validation":{"accuracy":1}}',
      'the row has no "validation.negativeLogLikelihood"',
    ],
    ['{"epoch":1,', "the row is not JSON: "],
  ])("names the line that is no row: %s", async (line, problem) => {
    const path = newPath();
    await writeFile(path, `${line}\n`);
    await expect(readHistory(path, quiet)).rejects.toThrow(`"${path}", line 1: `);
    await expect(readHistory(path, quiet)).rejects.toThrow(problem);
  });

  it("names a file that isn't there", async () => {
    await expect(readHistory("/nowhere/h.jsonl")).rejects.toThrow(
      'readHistory: "/nowhere/h.jsonl" can\'t be read: ENOENT',
    );
  });
});
