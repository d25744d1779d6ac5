import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Compiled, compile } from "../../lib/compile/compile";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import { explain } from "../../lib/compile/explain";
import { keepMask } from "../../lib/tensors/random-source";
import * as tf from "../../lib/tensors/tf";
import { sgd } from "../../lib/training/sgd";

const x = { values: Float32Array.from({ length: 8 }, (_, i) => i), shape: [4, 2] };
let [w, mean] = [tf.variable(tf.zeros([2, 3])), tf.variable(tf.zeros([3]))];

/** A step with a product, a mask, a variable that it assigns and one that it trains. */
const stepOf = (engine = {}): Compiled<{ x: tf.Tensor }, { loss: tf.Tensor }> =>
  compile(
    (feeds: { x: tf.Tensor }) => {
      const y = tf.mul(tf.matMul(feeds.x as tf.Tensor2D, w as tf.Tensor2D), keepMask([4, 3], 0.5, "mask"));
      mean.assign(tf.mean(y, 0));
      return { loss: tf.sum(tf.square(y)) as tf.Tensor };
    },
    { name: "step", seed: 1, minimize: { loss: "loss", variables: [w], optimizer: sgd(0.1) }, ...engine },
  );

describe("explain", () => {
  beforeEach(() => {
    [w, mean] = tf.tidy(() => [tf.variable(tf.ones([2, 3])), tf.variable(tf.zeros([3]))]);
  });
  afterEach(() => tf.dispose([w, mean]));

  it("tells operations by kind, with the bytes that they write, and the graph", async () => {
    const step = stepOf();
    const { operations, text, graph } = await explain(step, { x }, { calls: 3, threads: 1 });
    const products = operations.find(({ operation }) => operation === "Gemm");
    expect(products).toMatchObject({ provider: "CPU", count: 2, bytes: 4 * (4 * 3 + 2 * 3) }); // y, and the gradient of w
    expect(operations.every(({ milliseconds }) => milliseconds >= 0)).toBe(true);
    expect(text.split("\n")[0]).toMatch(/^step: \d+ operations, [\d.]+ ms in them per call$/);
    expect(text.split("\n")).toHaveLength(2 + operations.length);
    expect(graph).toContain("output gradient 0: float32[2, 3]");
    await step.dispose();
  });

  it("changes no variable and leaves no file and no tensor behind", async () => {
    const step = stepOf();
    const before = [tf.memory().numTensors, readdirSync(tmpdir()).filter((name) => name.startsWith("dark-knowledge-"))];
    await explain(step, { x }, { calls: 1 });
    const after = [tf.memory().numTensors, readdirSync(tmpdir()).filter((name) => name.startsWith("dark-knowledge-"))];
    expect(after[0]).toBe(before[0]);
    expect([...w.dataSync(), ...mean.dataSync()]).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0]);
    await step.dispose();
  });

  it("refuses a function of others, and one that another engine runs", async () => {
    const stranger = Object.assign(async () => ({}), { dispose: async () => {} });
    await expect(explain(stranger, {})).rejects.toThrow("a function that compile did not make");
    const eager = stepOf({ engine: eagerEngine() });
    await expect(explain(eager, { x })).rejects.toThrow('explain: step runs on "eager"; one that runs on "onnx"');
  });
});
