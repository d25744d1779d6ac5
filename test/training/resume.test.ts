import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import { mlp } from "../../lib/models/mlp";
import { adam } from "../../lib/training/adam";
import type { Callback } from "../../lib/training/events";
import { fit } from "../../lib/training/fit";
import { cosine } from "../../lib/training/schedules";
import { newFolder } from "../files/new-folder";
import { fullStudent, plainStudent, train, validation, wideTeacher } from "./small-nets";

const base = {
  ...{ optimizer: adam(0.02), epochs: 3, batchSize: 40, seed: 5, teacher: wideTeacher(), validation },
  objective: { hard: [0.3, hardLabels()], soft: [0.7, softTargets({ temperature: 4 })] },
} as const;
type Options = Partial<Parameters<typeof fit>[2]>;

/** Stops in the given epoch and step. */
const stopAt =
  (epoch: number, step: number): Callback =>
  (event) =>
    event.kind === "step" && event.epoch === epoch && event.step === step ? "stop" : undefined;

/** One run with checkpoints in the folder, and what it said. */
async function run(folder: string, options: Options & { readonly student?: ReturnType<typeof fullStudent> } = {}) {
  const lines: string[] = [];
  const { student = fullStudent(), ...more } = options;
  const log = (line: string): void => void lines.push(line);
  const settings = { ...base, checkpoint: { folder, everySteps: 2 }, log, ...more } as Parameters<typeof fit>[2];
  return { lines, history: await fit(student, train, settings) };
}

/** A folder with the checkpoints of a run that was stopped after step 2 of epoch 2. */
async function stopped(): Promise<string> {
  const folder = join(newFolder(), "run");
  const { history } = await run(folder, { callbacks: [stopAt(2, 2)] });
  expect([history.reason, history.epochs.length]).toEqual(["stopped", 1]);
  return folder;
}

describe("fit with resume", () => {
  it("goes on where it was stopped, and ends as if it had not been", async () => {
    const whole = await fit(fullStudent(), train, { ...base, log: () => {} });
    const folder = await stopped();
    const steps: string[] = [];
    const watch: Callback = (event) => {
      if (event.kind === "start") steps.push(`start with ${event.rows.length}`);
      if (event.kind === "step") steps.push(`${event.epoch}.${event.step}`);
    };
    const { history, lines } = await run(folder, { resume: true, callbacks: [watch] });
    expect(lines[0]).toBe("resumed after step 6, in epoch 2");
    expect(steps).toEqual(["start with 1", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4"]);
    expect([history.epochs, history.reason, history.best]).toEqual([whole.epochs, "finished", whole.best]);
  });

  it("gives the history of a finished run at once", async () => {
    const folder = newFolder();
    const first = await run(folder);
    const steps: number[] = [];
    const count: Callback = (event) => void (event.kind === "step" && steps.push(1));
    const second = await run(folder, { resume: true, callbacks: [count] });
    expect([second.history.epochs, steps]).toEqual([first.history.epochs, []]);
  });

  it("starts at the beginning where there is no checkpoint, and says so", async () => {
    const folder = join(newFolder(), "run");
    const { lines, history } = await run(folder, { resume: true });
    expect(lines[0]).toBe(`no checkpoint in ${folder} yet: training starts at the beginning`);
    expect(history.epochs).toHaveLength(3);
  });

  it("takes the one before where the newest is damaged, and says so", async () => {
    const folder = await stopped();
    const whole = await fit(fullStudent(), train, { ...base, log: () => {} });
    const [newest] = (await readdir(folder)).sort().reverse();
    await writeFile(join(folder, newest!, "arrays.f32"), "torn");
    const { history, lines } = await run(folder, { resume: true });
    expect(lines[0]).toMatch(
      /^checkpoint step-00000006 is damaged, the one before is tried: .+arrays\.f32" does not have/,
    );
    expect(lines[1]).toBe("resumed after step 4, in epoch 1");
    expect(history.epochs).toEqual(whole.epochs);
  });

  it("refuses where every checkpoint is damaged, and touches none", async () => {
    const folder = await stopped();
    for (const name of await readdir(folder)) await rm(join(folder, name, "state.json"));
    await expect(run(folder, { resume: true })).rejects.toThrow(/^fit: every checkpoint in ".+" is damaged: .+; .+$/);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it("refuses a folder with checkpoints that it may not go on from", async () => {
    const folder = await stopped();
    await expect(run(folder)).rejects.toThrow(/holds checkpoints of an earlier run; resume: true goes on from them/);
  });

  it("says where another engine has written it", async () => {
    const folder = await stopped();
    const { lines } = await run(folder, { resume: true, engine: eagerEngine() });
    expect(lines[0]).toBe(`resumed after step 6, in epoch 2, written on ${onnxEngine().description}`);
  });

  const other = { ...train, pixels: train.pixels.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) };
  it.each<[string, Options & { readonly student?: ReturnType<typeof fullStudent> }, RegExp]>([
    ["student", { student: plainStudent() as never }, /\nstudent: .+ parameters, structure .+ there, .+ here/],
    ["teacher", { teacher: wideTeacher(9) }, /\nteacher: .+weights .{12} there, .+ here$/],
    [
      "temperature",
      { objective: { ...base.objective, soft: [0.7, softTargets({ temperature: 5 })] } as never },
      /\nthe term "soft": 0\.7 · softTargets \(.+ there, 0\.7 · softTargets \(.+ here$/,
    ],
    [
      "weight",
      { objective: { ...base.objective, hard: [0.4, hardLabels()] } as never },
      /\nthe term "hard": 0\.3 · .+ there, 0\.4 · .+ here$/,
    ],
    [
      "terms",
      { objective: { ...base.objective, hint: [1, fitNets([["hidden1", "hidden1"]], { seed: 1 })] } as never },
      /\nthe term "hint": none there, 1 · fitNets of hidden1–hidden1 .+ here$/,
    ],
    ["validation", { validation: other }, /\nvalidation data: 60 examples .+ there, 150 examples .+ here$/],
    ["optimizer", { optimizer: adam(0.03) }, /\noptimizer: adam .+0\.02.+ there, adam .+0\.03.+ here$/],
    ["schedule", { schedule: cosine() }, /\nschedule: constant, factors 1, 1, 1 there, cosine, .+ here$/],
    ["epochs", { epochs: 4 }, /\nepochs: 3 there, 4 here$/],
    ["seed and batch size", { seed: 6, batchSize: 30 }, /\nbatchSize: 40 there, 30 here\nseed: 5 there, 6 here$/],
  ])("refuses the checkpoint of a run with another %s, naming it", async (_, options, difference) => {
    const folder = await stopped();
    await expect(run(folder, { resume: true, ...options })).rejects.toThrow(difference);
  });
});

describe("fit with checkpoints", () => {
  it("refuses at once a folder that can be none", async () => {
    const place = newFolder();
    await writeFile(join(place, "file"), "");
    const folder = join(place, "file", "run");
    await expect(run(folder)).rejects.toThrow(`fit: checkpoint.folder "${folder}" is not to be had: ENOTDIR`);
  });

  it("keeps the old checkpoint where a new one can't be written", async () => {
    const folder = await stopped();
    await mkdir(join(folder, "step-00000008"));
    await writeFile(join(folder, "step-00000008", "a stranger's file"), "");
    const { lines, history } = await run(folder, { resume: true, callbacks: [stopAt(2, 4)] });
    expect(history.reason).toBe("stopped");
    expect(lines.at(-1)).toMatch(/^fit: no checkpoint could be written, .+a stranger's file/);
    expect(await readdir(folder)).toContain("step-00000006");
  });

  it.each([
    [
      { resume: true, checkpoint: undefined },
      "fit: resume: true was given without checkpoint: { folder }, which is accepted",
    ],
    [{ checkpoint: { folder: "" } }, 'fit: checkpoint.folder "" was given; the path of a folder is accepted'],
    [
      { checkpoint: { folder: "a", everySteps: 0.5 } },
      "fit: checkpoint.everySteps 0.5 was given; a whole number from 1 is accepted",
    ],
    [
      { checkpoint: { folder: "a", everyMinutes: 0 } },
      "fit: checkpoint.everyMinutes 0 was given; a number above 0 is accepted",
    ],
  ])("refuses %j", async (options, message) => {
    await expect(
      fit(mlp({ input: [8, 8, 1], hidden: [2], classes: 3, seed: 1 }), train, { ...base, ...options } as never),
    ).rejects.toThrow(message);
  });
});
