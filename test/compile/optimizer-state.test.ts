import { describe, expect, it } from "vitest";
import { compile } from "../../lib/compile/compile";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import type { Engine } from "../../lib/compile/engine";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import type { Optimizer } from "../../lib/compile/optimizer";
import { optimizerState, setOptimizerState } from "../../lib/compile/optimizer-state";
import * as tf from "../../lib/tensors/tf";
import { adamW } from "../../lib/training/adam";
import { sgd } from "../../lib/training/sgd";
import { installedEngine } from "./tensorflow/installed";

const engines: [string, () => Engine][] = [
  ["onnx", () => onnxEngine()],
  ["eager", eagerEngine],
  ...(installedEngine === undefined ? [] : [["tensorflow", () => installedEngine] as [string, () => Engine]]),
];
const optimizers: [string, () => Optimizer][] = [
  ["adamW", () => adamW(0.1)],
  ["sgd", () => sgd(0.1, { momentum: 0.9 })],
];
const cases = engines.flatMap(([engine, make]) => optimizers.map(([name, of]) => ({ engine, make, name, of })));

/** loss = Σ (w · x − 1)² + Σ b⁴ over two variables. */
function problem(engine: Engine, optimizer: Optimizer, weights: readonly (readonly number[])[]) {
  const variables = weights.map((values) => tf.variable(tf.tensor1d([...values])));
  const [w, b] = variables as [tf.Variable, tf.Variable];
  const body = ({ x }: { readonly x: tf.Tensor }) => {
    const error = tf.sum(tf.square(tf.sub(tf.mul(w, x), 1)));
    return { loss: tf.add(error, tf.sum(tf.pow(b, 4))) as tf.Scalar };
  };
  const step = compile(body, { name: "problem", engine, minimize: { loss: "loss", variables, optimizer } });
  const run = async (from: number, to: number): Promise<void> => {
    for (let i = from; i <= to; i++) await step({ x: { values: Float32Array.of(i, 1, -i), shape: [3] } }, { step: i });
  };
  const values = async () => Promise.all(variables.map(async (variable) => [...(await variable.data())]));
  return { variables, step, run, values };
}
const start = [
  [0.3, 2, -1],
  [1, -0.5],
];

describe("the state of an optimizer", () => {
  it.each(cases)("lets another run go on digit for digit: $name on $engine", async ({ make, of }) => {
    const whole = problem(make(), of(), start);
    await whole.run(1, 6);
    const first = problem(make(), of(), start);
    await first.run(1, 3);
    const second = problem(make(), of(), await first.values());
    const state = await optimizerState(first.step);
    const moments = first.variables.map((variable) => state.get(variable)!);
    await first.step.dispose();
    setOptimizerState(second.step, new Map(second.variables.map((variable, i) => [variable, moments[i]!])));
    await second.run(4, 6);
    expect(await second.values()).toEqual(await whole.values());
    for (const { step } of [whole, second]) await step.dispose();
  });

  it("is Adam's m and v: (1 − β₁)g and (1 − β₂)g² after one step", async () => {
    const { variables, step, run } = problem(onnxEngine(), adamW(0.1), start);
    expect((await optimizerState(step)).size).toBe(0);
    await run(1, 1);
    const [m, v] = (await optimizerState(step)).get(variables[1]!)!;
    const gradients = [4, -0.5]; // 4b³
    gradients.forEach((gradient, i) => {
      expect(m![i]).toBeCloseTo(0.1 * gradient, 6);
      expect(v![i]).toBeCloseTo(0.001 * gradient ** 2, 8);
    });
    await step.dispose();
  });

  it("is a copy, and can be set again after steps", async () => {
    const { variables, step, run } = problem(onnxEngine(), adamW(0.1), start);
    await run(1, 1);
    const before = await optimizerState(step);
    const copy = before.get(variables[0]!)!.map((values) => [...values]);
    await run(2, 3);
    expect(before.get(variables[0]!)!.map((values) => [...values])).toEqual(copy);
    setOptimizerState(step, before);
    expect(await optimizerState(step)).toEqual(before);
    await step.dispose();
  });

  it("refuses moments of another size and functions that train nothing", async () => {
    const { variables, step } = problem(onnxEngine(), adamW(0.1), start);
    expect(() => setOptimizerState(step, new Map([[variables[0]!, [new Float32Array(2)]]]))).toThrow(
      new RangeError("a moment of 3 weights was given 2 values; as many are accepted"),
    );
    await step.dispose();
    const forward = compile(({ x }: { readonly x: tf.Tensor }) => ({ y: tf.neg(x) }), { engine: onnxEngine() });
    await expect(optimizerState(forward)).rejects.toThrow(/^optimizer state: the function was not made by compile/);
    await forward.dispose();
  });
});
