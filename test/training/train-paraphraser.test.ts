import { describe, expect, it } from "vitest";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import type { Net } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { adam } from "../../lib/training/adam";
import { trainParaphraser } from "../../lib/training/train-paraphraser";
import { tensorCount, train, weightsOf } from "./small-nets";

const initial = (seed: number) => tf.initializers.heNormal({ seed });
const convolutional = (): Net<"map" | "logits"> => ({
  model: tf.sequential({
    layers: [
      tf.layers.conv2d({
        ...{ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, strides: 2, activation: "relu", name: "map" },
        kernelInitializer: initial(1),
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3, kernelInitializer: initial(2), name: "logits" }),
    ],
  }),
  taps: ["map", "logits"],
});
const common = { optimizer: adam(3e-3), epochs: 3, batchSize: 40, seed: 1, viewsFolder: false, log: () => {} } as const;
const values = ({ variables }: { readonly variables: readonly tf.Variable[] }) =>
  variables.map((variable) => [...variable.dataSync()]);

describe("trainParaphraser", () => {
  it("learns to give the teacher's feature back, and leaves the teacher as it is", async () => {
    const teacher = convolutional();
    const before = weightsOf(teacher);
    const lines: string[] = [];
    const trained = await trainParaphraser(teacher, "map", train, {
      ...common,
      epochs: 10,
      log: (line) => void lines.push(line),
    });
    expect([trained.channels, trained.factorChannels, trained.losses.length]).toEqual([4, 2, 10]);
    expect(trained.losses.at(-1)).toBeLessThan(0.5 * trained.losses[0]!);
    expect(weightsOf(teacher)).toEqual(before);
    expect(lines[0]).toMatch(/^teacher views: logits, map of 150 examples computed once and kept/);
    expect(lines[1]).toMatch(/^paraphraser: epoch 1 of 10, reconstruction loss 0\.\d+$/);
    trained.dispose();
  });

  it("measures what it says: the mean over the split of the first step's loss, without a step", async () => {
    const teacher = convolutional();
    const still = { ...common, optimizer: adam(1e-30), epochs: 1, batchSize: 60 };
    for (const [variant, off] of Object.entries({ paper: tf.square, reference: tf.abs })) {
      const trained = await trainParaphraser(teacher, "map", train, { ...still, variant: variant as "paper" });
      const pixels = tf.tensor4d(
        Float32Array.from(train.pixels, (byte) => byte / 255),
        [150, 8, 8, 1],
      );
      const feature = (teacher.model.getLayer("map") as tf.layers.Layer).apply(pixels) as tf.Tensor;
      const mean = tf.mean(off(tf.sub(trained.reconstruction(feature), feature))).dataSync()[0]!;
      expect(trained.losses[0]! / mean).toBeCloseTo(1, 4);
    }
  });

  it("gives the same weights with the same seed, others with another, and the same eagerly", async () => {
    const teacher = convolutional();
    const run = async (options: object) =>
      values(await trainParaphraser(teacher, "map", train, { ...common, ...options }));
    const first = await run({});
    expect(await run({})).toEqual(first);
    expect(await run({ seed: 2 })).not.toEqual(first);
    const eager = (await run({ engine: eagerEngine() })).flat();
    const most = Math.max(...first.flat().map((value, i) => Math.abs(value - eager[i]!)));
    expect(most).toBeLessThan(1e-5);
  });

  it("ends where it is aborted, with the epochs so far", async () => {
    const stop = new AbortController();
    const log = (line: string): void => {
      if (line.includes("epoch 2 of")) stop.abort();
    };
    const trained = await trainParaphraser(convolutional(), "map", train, { ...common, log, signal: stop.signal });
    expect(trained.losses).toHaveLength(2);
  });

  it("leaks no tensor but its variables, and none when it is refused or diverges", async () => {
    const teacher = convolutional();
    const before = tensorCount();
    const trained = await trainParaphraser(teacher, "map", train, common);
    expect(tensorCount()).toBe(before + trained.variables.length);
    trained.dispose();
    const wild = { ...common, optimizer: adam(1e30) };
    await expect(trainParaphraser(teacher, "map", train, wild)).rejects.toThrow(
      /^trainParaphraser: the loss became (NaN|Infinity) in epoch 1; a lower learning rate usually helps$/,
    );
    expect(tensorCount()).toBe(before);
  });

  it.each([
    [{ epochs: 0 }, "trainParaphraser: epochs 0 was given; a whole number from 1 is accepted"],
    [{ batchSize: 1.5 }, "trainParaphraser: batchSize 1.5 was given; a whole number from 1 is accepted"],
    [{ seed: -1 }, "trainParaphraser: seed -1 was given; a whole number from 0 is accepted"],
    [{ rate: 0 }, "paraphraser: a rate of 0 for 4 channels was given; one that makes 1 to 4 is accepted"],
    [{ variant: "l1" as "paper" }, 'trainParaphraser: variant "l1" was given; paper and reference are accepted'],
  ])("refuses %j", async (options, message) => {
    await expect(trainParaphraser(convolutional(), "map", train, { ...common, ...options })).rejects.toThrow(message);
  });

  it("refuses a tap that is no map", async () => {
    await expect(trainParaphraser(convolutional(), "logits", train, common)).rejects.toThrow(
      'trainParaphraser: the tap "logits" [3] was given; a map [height, width, channels] is accepted',
    );
    // @ts-expect-error the teacher has no such tap
    await expect(trainParaphraser(convolutional(), "hidden9", train, common)).rejects.toThrow('no tap "hidden9"');
  });
});
