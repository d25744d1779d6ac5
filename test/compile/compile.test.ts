import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compile } from "../../lib/compile/compile";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import type { Engine, FirstCall, Program, ProgramCall } from "../../lib/compile/engine";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import { keepMask } from "../../lib/tensors/random-source";
import * as tf from "../../lib/tensors/tf";
import { sgd } from "../../lib/training/sgd";
import { installedEngine } from "./tensorflow/installed";

type Feed = { readonly x: tf.Tensor };

const made = (...values: number[]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values)));
const read = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const x = { values: Float32Array.of(1, 2), shape: [2] };

const engines = [
  onnxEngine({ threads: 1 }),
  eagerEngine(),
  ...(installedEngine === undefined ? [] : [installedEngine]),
];

describe.each(engines)("a function compiled for $name", (engine) => {
  let [w, before] = [made(0), 0];
  beforeEach(() => {
    before = tf.memory().numTensors;
    w = made(10, 20);
  });
  afterEach(() => {
    w.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  /** loss = Σ x · w, so the gradient is x, and a step at rate 1 takes x off w. */
  const descending = () =>
    compile(({ x: given }: Feed) => ({ loss: tf.sum(tf.mul(given, w)), twice: tf.mul(given, 2) }), {
      engine,
      name: "descending",
      minimize: { loss: "loss", variables: [w], optimizer: sgd(1) },
    });
  const looking = () => compile(({ x: given }: Feed) => ({ y: tf.add(given, w) }), { engine });

  it("returns every result, of every type, with its shape", async () => {
    const body = ({ x: given }: Feed) => ({
      scalar: tf.sum(given),
      row: tf.reshape(given, [1, 2]),
      whole: tf.argMax(given),
      flags: tf.greater(given, 1),
      fed: given,
      variable: w,
    });
    const all = compile(body, { engine });
    expect(await all({ x })).toEqual({
      scalar: { values: Float32Array.of(3), shape: [] },
      row: { values: Float32Array.of(1, 2), shape: [1, 2] },
      whole: { values: Int32Array.of(1), shape: [] },
      flags: { values: Uint8Array.of(0, 1), shape: [2] },
      fed: { values: Float32Array.of(1, 2), shape: [2] },
      variable: { values: Float32Array.of(10, 20), shape: [2] },
    });
    await all.dispose();
  });

  it("is a training step: results of before the step, weights of after it", async () => {
    const step = descending();
    const { loss, twice } = await step({ x });
    expect([...loss.values, ...twice.values]).toEqual([50, 2, 4]);
    expect(read(w)).toEqual([9, 18]);
    expect([...(await step({ x })).loss.values]).toEqual([45]);
    await step.dispose();
    expect(read(w)).toEqual([8, 16]);
  });

  it("takes the learning rate of the call, or the optimizer's own", async () => {
    const step = descending();
    await step({ x }, { learningRate: 0.5 });
    await step({ x });
    expect(read(w)).toEqual([8.5, 17]);
    await step.dispose();
  });

  it("shows the variable to everybody who looks between steps", async () => {
    const step = descending();
    await step({ x });
    const clone = w.clone();
    const values = await w.data();
    const sum = tf.tidy(() => tf.sum(w).dataSync()[0]);
    await step({ x });
    expect([read(clone), [...values], sum, read(w)]).toEqual([[9, 18], [9, 18], 27, [8, 16]]);
    clone.dispose();
    await step.dispose();
  });

  it("goes on from what was assigned between steps", async () => {
    const step = descending();
    await step({ x });
    tf.tidy(() => w.assign(tf.tensor1d([100, 200])));
    await step({ x });
    expect(read(w)).toEqual([99, 198]);
    await step.dispose();
  });

  it("shares variables with other functions, both ways", async () => {
    const [step, look, other] = [descending(), looking(), descending()];
    await step({ x });
    expect([...(await look({ x })).y.values]).toEqual([10, 20]);
    await other({ x });
    await step({ x });
    expect([...(await look({ x })).y.values]).toEqual([8, 16]);
    await other.dispose();
    await step({ x });
    await step.dispose();
    expect([...(await look({ x })).y.values]).toEqual([7, 14]);
    tf.tidy(() => w.assign(tf.zeros([2])));
    expect([...(await look({ x })).y.values]).toEqual([1, 2]);
    await look.dispose();
  });

  it("trains a variable that was given the values of another one, and leaves that alone", async () => {
    const teacher = made(0, 0);
    teacher.assign(w as never); // both have one tensor's data from now on
    const step = descending();
    await step({ x });
    expect([...(await step({ x })).loss.values]).toEqual([45]);
    expect([read(w), read(teacher)]).toEqual([
      [8, 16],
      [10, 20],
    ]);
    await step.dispose();
    teacher.dispose();
  });

  it("assigns what the body assigns, once a step, and reads it in the next one", async () => {
    const average = made(0);
    const body = ({ x: given }: Feed) => {
      average.assign(tf.add(tf.mul(average, 0.5), tf.sum(given, undefined, true)));
      return { loss: tf.sum(tf.mul(given, w)), average };
    };
    const step = compile(body, { engine, minimize: { loss: "loss", variables: [w], optimizer: sgd(1) } });
    await step({ x });
    expect(read(average)).toEqual([3]);
    tf.tidy(() => average.assign(tf.tensor1d([10])));
    const results = await step({ x });
    expect([[...results.average.values], read(average)]).toEqual([[8], [8]]);
    await step.dispose();
    expect(read(average)).toEqual([8]);
    average.dispose();
  });

  it("has a graph for each shape, and one set of weights for all", async () => {
    const step = descending();
    await step({ x });
    await step({ x: { values: Float32Array.of(5), shape: [1] } }); // broadcasts: the gradient is 5 for both
    await step({ x });
    expect(read(w)).toEqual([3, 11]);
    await step.dispose();
  });

  it("sees bytes as int32", async () => {
    const half = compile(({ x: given }: Feed) => ({ y: tf.div(tf.cast(given, "float32"), 2), same: given }), {
      engine,
    });
    const fed = [Uint8Array.of(0, 255), Int32Array.of(0, 255)].map((values) => ({ x: { values, shape: [2] } }));
    const [bytes, whole] = [await half(fed[0]!), await half(fed[1]!)];
    expect(bytes).toEqual(whole);
    expect(bytes.y.values).toEqual(Float32Array.of(0, 127.5));
    expect(bytes.same.values).toEqual(Int32Array.of(0, 255));
    await half.dispose();
  });

  it("ignores what is fed beside its feeds", async () => {
    const look = looking();
    const more = { x, other: { values: new Uint8Array(4), shape: [4] } };
    expect([...(await look(more)).y.values]).toEqual([11, 22]);
    await look.dispose();
  });

  it("draws masks from seed and step: the same again, others for others", async () => {
    const masks = async (seed: number, ...calls: readonly number[]): Promise<string[]> => {
      const draw = compile(() => ({ mask: keepMask([64], 0.5, "m") }), { engine, seed });
      const drawn: string[] = [];
      for (const step of calls) drawn.push((await draw({}, { step })).mask.values.join(""));
      await draw.dispose();
      return drawn;
    };
    const [first, second, again] = await masks(1, 1, 2, 1);
    expect(again).toBe(first);
    expect(second).not.toBe(first);
    expect(await masks(1, 2)).toEqual([second]);
    expect(await masks(2, 1)).not.toEqual([first]);
  });

  it("counts its calls by itself, and goes on from a step that it is told", async () => {
    const draw = compile(() => ({ mask: keepMask([64], 0.5, "m") }), { engine, seed: 1 });
    const drawn: string[] = [];
    for (const call of [undefined, undefined, { step: 1 }, undefined])
      drawn.push((await draw({}, call)).mask.values.join(""));
    expect(drawn[2]).toBe(drawn[0]);
    expect(drawn[3]).toBe(drawn[1]);
    await draw.dispose();
  });

  it("can be called again after its graphs were freed", async () => {
    const look = looking();
    await look({ x });
    await look.dispose();
    expect([...(await look({ x })).y.values]).toEqual([11, 22]);
    await look.dispose();
  });

  it("holds the same tensors after one step and after ten", async () => {
    const step = descending();
    await step({ x });
    read(w);
    const count = tf.memory().numTensors;
    for (let i = 0; i < 9; i++) await step({ x });
    read(w);
    expect(tf.memory().numTensors).toBe(count);
    await step.dispose();
  });
});

describe("an engine that updates the variables itself", () => {
  it("is told what the optimizer needs, and nothing is updated on the host", async () => {
    const w = made(10, 20);
    const calls: ProgramCall[] = [];
    const firsts: FirstCall[] = [];
    const engine: Engine = {
      name: "tensorflow",
      description: "a stand-in",
      plain: false,
      async prepare(task, _feeds, first) {
        firsts.push(first);
        expect(task.minimize?.optimizer?.name).toBe("sgd");
        const run: Program["run"] = async (call) => {
          calls.push(call);
          return {};
        };
        return { differentiated: [w], updates: true, run, dispose: async () => {} };
      },
    };
    const body = ({ x: given }: Feed) => ({ loss: tf.sum(tf.mul(given, w)) });
    const step = compile(body, { engine, seed: 7, minimize: { loss: "loss", variables: [w], optimizer: sgd(0.25) } });
    await step({ x });
    await step({ x }, { step: 5, learningRate: 0.5 });
    expect(firsts).toEqual([{ fed: { x }, seed: 7, step: 1 }]);
    expect(calls.map(({ step: at, learningRate }) => [at, learningRate])).toEqual([
      [1, 0.25],
      [5, 0.5],
    ]);
    expect(read(w)).toEqual([10, 20]);
    await step.dispose();
    w.dispose();
  });
});
