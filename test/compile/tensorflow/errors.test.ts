import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { compile } from "../../../lib/compile/compile";
import type { Results } from "../../../lib/compile/feeds";
import { keepMask } from "../../../lib/tensors/random-source";
import * as tf from "../../../lib/tensors/tf";
import { sgd } from "../../../lib/training/sgd";
import { describeInstalled, installedBinding } from "./installed";

type Feed = { readonly x: tf.Tensor };
type Body = (feeds: Feed) => Results;

const x = { values: Float32Array.of(1, 2, 3), shape: [3] };
const here = "errors\\.test\\.ts:\\d+:\\d+";
/** Where graphs are handed over: nobody else writes there. */
const temporary = mkdtempSync(path.join(tmpdir(), "dark-knowledge-errors-"));
process.env.TMPDIR = temporary;

const w = tf.variable(tf.tensor1d([10, 20, 30]));
const average = tf.variable(tf.scalar(0));
const counter = tf.variable(tf.scalar(1, "int32"), true, "counter");
const outside = tf.tensor1d([1, 2, 3]);
afterAll(() => {
  tf.dispose([w, average, counter, outside]);
  rmSync(temporary, { recursive: true });
});

describeInstalled("a function that libtensorflow can't run as a graph", (engine) => {
  /** What must be the same before and after an error. */
  const state = () => ({
    backend: tf.getBackend(),
    tensors: tf.memory().numTensors,
    held: installedBinding().getNumOfTensors(),
    sessions: installedBinding().getNumOfSavedModels(),
    folders: readdirSync(temporary),
    values: [w, average, outside].map((each) => [...each.dataSync()]),
  });

  async function expectFailure(body: Body, message: RegExp | Error, minimize = {}): Promise<void> {
    const before = state();
    await expect(compile(body, { engine, name: "f", ...minimize })({ x })).rejects.toThrow(message);
    expect(state()).toEqual(before);
  }

  /** Fails at the first call, wherever in the function it is: alone, under a gradient, and after an assignment. */
  async function expectRefused(broken: (given: tf.Tensor) => tf.Tensor, message: RegExp | Error): Promise<void> {
    await expectFailure(({ x: given }) => ({ y: broken(given) }), message);
    const assigning: Body = (feeds) => {
      average.assign(tf.add(average, 1));
      return { loss: tf.sum(tf.mul(tf.cast(broken(tf.mul(feeds.x, w)), "float32"), w)) };
    };
    await expectFailure(assigning, message, { minimize: { loss: "loss", variables: [w], optimizer: sgd(1) } });
  }

  it("is told of a kernel that the library's package lacks", async () => {
    const rotated: Body = ({ x: given }) => {
      return { y: tf.image.rotateWithOffset(tf.reshape(given, [1, 1, 3, 1]) as tf.Tensor4D, 1) };
    };
    await expectFailure(
      rotated,
      new RegExp(`^compile f: the operation RotateWithOffset can't be compiled, at .*${here}.*: it has no rule`),
    );
  });

  it("is told of a value that is read inside, and where", async () => {
    const message = new RegExp(`^compile f: a value is read inside the function, at .*${here}`);
    await expectRefused((given) => tf.mul(given, given.dataSync()[0]!), message);
    await expectRefused((given) => {
      void given.data();
      return given;
    }, message);
  });

  it("is told of a tensor from outside, which operation takes it and where", async () => {
    await expectRefused(
      (given) => tf.add(given, outside),
      new RegExp(`^compile: the operation Add at .*${here}.* takes a tensor \\[3\\] that was made outside`),
    );
    await expectRefused(
      (given) => tf.concat([given, outside]),
      new RegExp(`^compile: the operation Concat at .*${here}.* takes a tensor \\[3\\] that was made outside`),
    );
    await expectFailure(() => ({ outside }), /the result "outside" of f .*takes a tensor \[3\] that was made outside/);
  });

  it("is told of what changes from call to call, and which operation takes it", async () => {
    const changing = (operation: string): RegExp =>
      new RegExp(
        `^compile f: the function is not the same at every call: JavaScript makes a changing tensor.*${operation}`,
      );
    await expectRefused((given) => tf.mul(given, 1 + Math.random()), changing("\\[\\] in it, taken by Mul"));
    await expectRefused((given) => tf.add(given, tf.randomUniform([3])), changing("\\[3\\] in it, taken by Add"));
    await expectRefused(
      (given) => tf.layers.dropout({ rate: 0.5 }).apply(given, { training: true }) as tf.Tensor,
      changing(""),
    );
    let calls = 0;
    await expectRefused((given) => {
      calls += 1;
      return calls % 2 ? tf.neg(given) : tf.abs(given);
    }, changing("taken by"));
  });

  it("is told of types that no graph has", async () => {
    await expectRefused(
      (given) => tf.concat([tf.tensor1d(["a"]), tf.tensor1d(["b"])]) && given,
      new RegExp(`^compile: a tensor of type string at .*${here}.*; float32, int32 and bool can be compiled`),
    );
    await expectFailure(
      ({ x: given }) => ({ y: tf.mul(given, tf.cast(counter, "float32")) }),
      new TypeError("compile: the variable counter is int32; float32 can be compiled"),
    );
  });

  it("is told of a variable that is made inside", async () => {
    await expectRefused(
      (given) => tf.mul(given, tf.variable(tf.scalar(1))),
      /^compile f: the variable .* is made inside/,
    );
  });

  it("is told that its masks have no seed", async () => {
    const message = new TypeError('compile f: it draws random masks ("m") and was given no seed');
    await expectRefused((given) => tf.mul(given, keepMask([3], 0.5, "m")), message);
  });

  it("is told of an operation that a kernel refuses, and where", async () => {
    const filter = tf.variable(tf.ones([1, 1, 1, 1])) as unknown as tf.Tensor4D;
    const body: Body = ({ x: given }) => {
      return { loss: tf.sum(tf.conv2d(tf.reshape(given, [1, 1, 3, 1]) as tf.Tensor4D, filter, 1, 1)) };
    };
    const message = new RegExp(
      `^compile: the operation Conv2D\\w* at .*${here}.* can't be run by TensorFlow: .*padding`,
    );
    await expectFailure(body, message, { minimize: { loss: "loss", variables: [filter], optimizer: sgd(1) } });
    filter.dispose();
  });
});
