import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { compile } from "../../lib/compile/compile";
import type { Results } from "../../lib/compile/feeds";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import type { Optimizer } from "../../lib/compile/optimizer";
import { keepMask } from "../../lib/tensors/random-source";
import * as tf from "../../lib/tensors/tf";

type Feed = { readonly x: tf.Tensor };
type Body = (feeds: Feed) => Results;

const engine = onnxEngine({ threads: 1 });
const x = { values: Float32Array.of(1, 2, 3), shape: [3] };
const here = "compile-errors\\.test\\.ts:\\d+:\\d+";

/** w ← w − g. */
const descend: Optimizer["update"] = ({ memory, length, weights, gradients }) => {
  const [w, g] = [weights, gradients].map((offset) => new Float32Array(memory.buffer, offset, length));
  for (let i = 0; i < length; i++) w![i]! -= g![i]!;
};
const optimizer: Optimizer = { name: "descent", learningRate: 1, slots: 0, update: descend, reference: descend };

const w = tf.variable(tf.tensor1d([10, 20, 30]));
const average = tf.variable(tf.scalar(0));
const counter = tf.variable(tf.scalar(1, "int32"), true, "counter");
const outside = tf.tensor1d([1, 2, 3]);

/** The training step that must go on after every error. */
const step = compile(({ x: given }: Feed) => ({ loss: tf.sum(tf.mul(given, w)) }), {
  engine,
  minimize: { loss: "loss", variables: [w], optimizer },
});

/** Fails the call; then everything is as before, and training goes on: w changes by the gradient, x. */
async function expectFailure(call: () => Promise<unknown>, message: RegExp | Error): Promise<void> {
  await step({ x });
  const before = { tensors: tf.memory().numTensors, w: [...w.dataSync()], average: average.dataSync()[0] };
  await expect(call()).rejects.toThrow(message);
  expect(tf.getBackend()).toBe("cpu");
  expect(tf.memory().numTensors).toBe(before.tensors);
  expect([...w.dataSync()]).toEqual(before.w);
  expect(average.dataSync()[0]).toBe(before.average);
  await step({ x });
  expect([...w.dataSync()]).toEqual(before.w.map((value, i) => value - x.values[i]!));
}

/** Fails at the first call, wherever in the function it is: alone, under a gradient, and after an assignment. */
async function expectRefused(broken: (given: tf.Tensor) => tf.Tensor, message: RegExp | Error): Promise<void> {
  const plain: Body = ({ x: given }) => ({ y: broken(given) });
  const assigning: Body = (feeds) => {
    average.assign(tf.add(average, 1));
    return { loss: tf.sum(tf.mul(tf.cast(broken(tf.mul(feeds.x, w)), "float32"), w)) };
  };
  const minimize = { loss: "loss", variables: [w], optimizer };
  await expectFailure(() => compile(plain, { engine, name: "f" })({ x }), message);
  await expectFailure(() => compile(assigning, { engine, name: "f", minimize })({ x }), message);
}

beforeEach(() => tf.tidy(() => w.assign(tf.tensor1d([10, 20, 30]))));
afterAll(async () => {
  await step.dispose();
  tf.dispose([w, average, counter, outside]);
});

describe("a function that can't be compiled", () => {
  it("is told of an operation without a rule, and where it stands", async () => {
    await expectRefused(
      (given) => tf.unique(given).values,
      new RegExp(`^compile f: the operation Unique can't be compiled, at .*${here}.*depends on values.* Instead: `),
    );
  });

  it("is told of a setting inside a layer, too", async () => {
    const body: Body = ({ x: given }) => {
      const volumes = tf.reshape(given, [1, 3, 1, 1, 1]) as tf.Tensor5D;
      const pool = tf.layers.maxPooling3d({ poolSize: 1, strides: 3, padding: "same", dataFormat: "channelsLast" });
      return { y: pool.apply(volumes) as tf.Tensor };
    };
    await expectFailure(
      () => compile(body, { engine, name: "f" })({ x }),
      new RegExp(`^compile: MaxPool3D with pad = "same" can't be compiled; .* at .*${here}.*inside the layer class`),
    );
  });

  it("is told of a value that is read inside", async () => {
    const message = new RegExp(`^compile f: a value is read inside the function, at .*${here}`);
    await expectRefused((given) => tf.mul(given, given.dataSync()[0]!), message);
    await expectRefused((given) => {
      void given.data();
      return given;
    }, message);
    await expectRefused((given) => (outside.arraySync() === undefined ? tf.neg(given) : given), message);
  });

  it("is told of a tensor from outside, which operation takes it and where", async () => {
    await expectRefused(
      (given) => tf.add(given, outside),
      new RegExp(`^compile: the operation Add at .*${here}.* takes a tensor \\[3\\] that was made outside`),
    );
  });

  it("is told of a tensor from outside that it returns", async () => {
    await expectFailure(
      () => compile(() => ({ outside }), { engine, name: "f" })({}),
      /the result "outside" of f .*takes a tensor \[3\] that was made outside/,
    );
  });

  it("is told of what is random in it", async () => {
    const message = /^compile f: the function is not the same at every call/;
    await expectRefused((given) => tf.mul(given, 1 + Math.random()), message);
    await expectRefused((given) => tf.add(given, tf.randomUniform([3])), message);
    await expectRefused(
      (given) => tf.layers.dropout({ rate: 0.5 }).apply(given, { training: true }) as tf.Tensor,
      message,
    );
  });

  it("is told of types that no graph has", async () => {
    await expectRefused(
      (given) => tf.real(tf.complex(given, given)),
      /^compile f: the operation Complex can't be compiled, at .*: a graph has no complex numbers\. Instead: /,
    );
    await expectRefused(
      (given) => tf.concat([tf.tensor1d(["a"]), tf.tensor1d(["b"])]) && given,
      new RegExp(`^compile: a tensor of type string at .*${here}.*; float32, int32 and bool can be compiled`),
    );
  });

  it("is told of a variable of int32", async () => {
    await expectFailure(
      () =>
        compile(({ x: given }: Feed) => ({ y: tf.mul(given, tf.cast(counter, "float32")) }), { engine, name: "f" })({
          x,
        }),
      new TypeError("compile: the variable counter is int32; float32 can be compiled"),
    );
  });

  it("is told of a variable that is made inside", async () => {
    await expectRefused(
      (given) => tf.mul(given, tf.variable(tf.scalar(1))),
      /^compile f: the variable .* is made inside/,
    );
  });
});

describe("a loss that can't be minimised", () => {
  const minimising =
    (body: Body, variables = [w]): (() => Promise<unknown>) =>
    () =>
      compile(body, { engine, name: "f", minimize: { loss: "loss", variables, optimizer } })({ x });

  it("is no scalar", async () => {
    await expectFailure(
      minimising(({ x: given }) => ({ loss: tf.mul(given, w) })),
      new TypeError('compile f: minimize names the result "loss", which is a tensor [3]; a scalar is accepted'),
    );
  });

  it("is not among the results", async () => {
    await expectFailure(
      minimising(({ x: given }) => ({ cost: tf.sum(tf.mul(given, w)) })),
      new TypeError('compile f: minimize names the result "loss", which is no such result; a scalar is accepted'),
    );
  });

  it("reaches no variable", async () => {
    await expectFailure(
      minimising(({ x: given }) => ({ loss: tf.sum(given) })),
      new TypeError('compile f: the loss "loss" reaches none of the variables to be changed'),
    );
  });
});

describe("a call that can't be run", () => {
  it("comes before the call before was awaited", async () => {
    const twice = compile(({ x: given }: Feed) => ({ y: tf.neg(given) }), { engine, name: "f" });
    const first = twice({ x });
    await expect(twice({ x })).rejects.toThrow(new Error("compile f: called again before the call before was awaited"));
    expect([...(await first).y.values]).toEqual([-1, -2, -3]);
    expect([...(await twice({ x })).y.values]).toEqual([-1, -2, -3]);
    await twice.dispose();
  });

  it("has no seed for its masks", async () => {
    await expectFailure(
      () =>
        compile(({ x: given }: Feed) => ({ y: tf.mul(given, keepMask([3], 0.5, "m")) }), { engine, name: "f" })({ x }),
      new TypeError('compile f: it draws random masks ("m") and was given no seed'),
    );
  });

  it("is tried anew after the function was mended from outside", async () => {
    let broken = true;
    const mended = compile(({ x: given }: Feed) => ({ y: broken ? tf.unique(given).values : tf.neg(given) }), {
      engine,
      name: "f",
    });
    await expect(mended({ x })).rejects.toThrow(/Unique/);
    broken = false;
    expect([...(await mended({ x })).y.values]).toEqual([-1, -2, -3]);
    await mended.dispose();
  });
});
