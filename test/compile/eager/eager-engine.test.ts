import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compile } from "../../../lib/compile/compile";
import { eagerEngine } from "../../../lib/compile/eager/eager-engine";
import type { Optimizer } from "../../../lib/compile/optimizer";
import { keepMask } from "../../../lib/tensors/random-source";
import * as tf from "../../../lib/tensors/tf";

const engine = eagerEngine();
const x = { values: Float32Array.of(1, 2), shape: [2] };
const made = (value: number): tf.Variable => tf.tidy(() => tf.variable(tf.scalar(value)));
type Feed = { readonly x: tf.Tensor };

/** Takes 1 off every weight that it is given, whatever the gradient. */
const decrement: Optimizer["reference"] = ({ memory, length, weights }) => {
  const view = new Float32Array(memory.buffer, weights, length);
  view.forEach((weight, i) => {
    view[i] = weight - 1;
  });
};
const optimizer: Optimizer = { name: "decrement", learningRate: 1, slots: 0, update: decrement, reference: decrement };

describe("the eager engine", () => {
  let before = 0;
  beforeEach(() => {
    before = tf.memory().numTensors;
  });
  afterEach(() => expect(tf.memory().numTensors).toBe(before));

  it("runs any operation, one without a rule too", async () => {
    const sorted = compile(({ x: given }: Feed) => ({ y: tf.topk(given, 2).values }), { engine });
    expect(await sorted({ x })).toEqual({ y: { values: Float32Array.of(2, 1), shape: [2] } });
  });

  it("returns feeds and variables as copies", async () => {
    const variable = tf.tidy(() => tf.variable(tf.tensor1d([3, 4])));
    const both = compile(({ x: given }: Feed) => ({ given, variable }), { engine });
    for (let i = 0; i < 2; i++) {
      const results = await both({ x });
      expect([...results.given.values, ...results.variable.values]).toEqual([1, 2, 3, 4]);
      results.variable.values[0] = 99;
    }
    expect([...variable.dataSync()]).toEqual([3, 4]);
    variable.dispose();
  });

  it("changes only the variables that the loss reaches, as the compiled engine does", async () => {
    const [reached, other] = [made(5), made(5)];
    const step = compile(({ x: given }: Feed) => ({ loss: tf.mean(tf.mul(given, reached)) }), {
      engine,
      minimize: { loss: "loss", variables: [reached, other], optimizer },
    });
    await step({ x });
    expect([reached.dataSync()[0], other.dataSync()[0]]).toEqual([4, 5]);
    await step.dispose();
    tf.dispose([reached, other]);
  });

  it("assigns what the body assigns, once a call", async () => {
    const [w, count] = [made(5), made(0)];
    const step = compile(
      ({ x: given }: Feed) => {
        count.assign(tf.add(count, 1));
        return { loss: tf.mean(tf.mul(given, w)) };
      },
      { engine, minimize: { loss: "loss", variables: [w], optimizer } },
    );
    await step({ x });
    await step({ x });
    expect(count.dataSync()[0]).toBe(2);
    await step.dispose();
    tf.dispose([w, count]);
  });

  it("leaves nothing behind when the loss is no scalar or a mask has no seed", async () => {
    const w = made(5);
    const vector = compile(({ x: given }: Feed) => ({ loss: tf.mul(given, w) }), {
      engine,
      name: "vector",
      minimize: { loss: "loss", variables: [w], optimizer },
    });
    await expect(vector({ x })).rejects.toThrow(/compile vector: minimize names the result "loss", .* \[2\]/);
    const masked = compile(({ x: given }: Feed) => ({ y: tf.mul(given, keepMask([2], 0.5, "m")), given }), { engine });
    await expect(masked({ x })).rejects.toThrow(/keepMask "m": there is no seed/);
    w.dispose();
  });
});
