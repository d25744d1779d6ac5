import { describe, expect, it } from "vitest";
import { type ProgressOptions, progress } from "../../lib/notebook/progress";
import type { Callback, EpochRow, FitEvent } from "../../lib/training/events";
import { inStandInKernel } from "./kernel-stand-in";

type Name = "hard" | "soft";

const row = (epoch: number): EpochRow<Name> => ({
  epoch,
  loss: 1,
  losses: { hard: 0.25, soft: 0.75 },
  accuracy: 0.5,
  learningRate: 0.1,
  validation: { accuracy: 0.6 + epoch / 100, negativeLogLikelihood: 1 },
});

/** A run of two epochs, `steps` each; the term "hard" is the step's number. */
function* events(steps: number): Generator<FitEvent<Name>> {
  yield {
    kind: "start",
    epochs: 2,
    stepsPerEpoch: steps,
    batchSize: 8,
    examples: 8 * steps,
    terms: ["hard", "soft"],
    resumed: false,
    rows: [],
  };
  for (const epoch of [1, 2]) {
    for (let step = 1; step <= steps; step++) {
      yield { kind: "step", epoch, step, loss: 1, losses: { hard: step, soft: 0.75 }, accuracy: 0.5 };
    }
    yield { kind: "epoch", row: row(epoch) };
  }
  yield { kind: "end", reason: "finished", rows: [row(1), row(2)], best: row(2) };
}

/** Tells a callback everything, `pause` milliseconds between two events. */
async function tell(steps: number, pause: number, options: Omit<ProgressOptions, "now">): Promise<void> {
  let time = 0;
  const callback: Callback<Name> = progress({ ...options, now: () => time });
  for (const event of events(steps)) {
    expect(await callback(event)).toBeUndefined();
    time += pause;
  }
}

const recorder = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, output: { isTTY, columns: 80, write: (text: string) => written.push(text) } };
};

const final = "2 epochs, 100 steps: hard=0.250, soft=0.750, validation accuracy 0.620 (best 0.620, epoch 2)";

describe("progress", () => {
  it("keeps one output in a notebook, at most ten times a second, and leaves a line without times", async () => {
    const sent = await inStandInKernel(() => tell(50, 20, { output: recorder(true).output }));
    expect(new Set(sent.map(({ transient }) => transient.display_id)).size).toBe(1);
    expect(sent[0]!.transient.display_id).toMatch(/./);
    expect(sent.map(({ isUpdate }) => isUpdate)).toEqual([false, ...sent.slice(1).map(() => true)]);
    expect(sent.length).toBeLessThanOrEqual((103 * 20) / 100 + 2);
    expect(sent.length).toBeGreaterThan(15);
    expect(sent.at(-1)!.data).toEqual({ "text/html": expect.stringContaining(final), "text/plain": final });
  });

  it("gives another run another output", async () => {
    const sent = await inStandInKernel(async () => {
      await tell(2, 20, {});
      await tell(2, 20, {});
    });
    expect(new Set(sent.map(({ transient }) => transient.display_id)).size).toBe(2);
  });

  it("shows means over the epoch so far, and the speed", async () => {
    const sent = await inStandInKernel(() => tell(50, 100, {}));
    const texts = sent.map(({ data }) => data["text/plain"]);
    expect(texts[0]).toBe("epoch 1/2:   2%|2         | 1/50 [00:00<?, ?it/s, hard=1.000, soft=0.750, accuracy=0.500]");
    expect(texts[20]).toBe(
      "epoch 1/2:  42%|####2     | 21/50 [00:02<00:02, 10.0it/s, hard=11.000, soft=0.750, accuracy=0.500]",
    );
    expect(texts[50]).toMatch(/^epoch 2\/2: +2%.*hard=1\.000/);
  });

  it("rewrites one line in a terminal, cut to its width", async () => {
    const { written, output } = recorder(true);
    await tell(50, 20, { output });
    for (const text of written) expect(text.startsWith("\r\u001b[2K")).toBe(true);
    expect(written.slice(0, -1).every((text) => !text.includes("\n") && text.length <= 80 + 5)).toBe(true);
    expect(written.at(-1)).toBe(`\r\u001b[2K${final}\n`);
  });

  it("writes a line per epoch to a file or pipe", async () => {
    const { written, output } = recorder(false);
    await tell(50, 20, { output });
    expect(written).toEqual([
      "epoch 1/2: hard=0.250, soft=0.750, accuracy=0.500, validation accuracy 0.610\n",
      "epoch 2/2: hard=0.250, soft=0.750, accuracy=0.500, validation accuracy 0.620\n",
      `${final}\n`,
    ]);
  });

  it("refuses events before the start", () => {
    expect(() => progress()({ kind: "epoch", row: row(1) })).toThrow('progress: the first event was "epoch"');
  });
});
