import { describe, expect, it } from "vitest";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import * as tf from "../../lib/tensors/tf";
import { INPUT_GRADIENT } from "../../lib/training/forward";
import { viewsKey } from "../../lib/training/views-key";
import { train, validation, wideTeacher } from "./small-nets";

const engine = onnxEngine({ threads: 1 });
const teacher = wideTeacher();
const key = () => viewsKey(teacher, ["hidden1"], train, engine);

describe("the key of a teacher's views", () => {
  it("is 64 hexadecimal digits, the same every time", async () => {
    expect(await key()).toMatch(/^[0-9a-f]{64}$/);
    expect(await key()).toBe(await key());
  });

  it("is another one for another teacher, taps, split and number of threads", async () => {
    const others = await Promise.all([
      viewsKey(wideTeacher(3), ["hidden1"], train, engine),
      viewsKey(teacher, [], train, engine),
      viewsKey(teacher, ["hidden2"], train, engine),
      viewsKey(teacher, ["hidden1"], validation, engine),
      viewsKey(
        teacher,
        ["hidden1"],
        { ...train, pixels: train.pixels.map((byte, i) => (i === 9 ? byte ^ 1 : byte)) },
        engine,
      ),
      viewsKey(teacher, ["hidden1"], train, onnxEngine({ threads: 2 })),
    ]);
    expect(new Set([await key(), ...others]).size).toBe(others.length + 1);
  });

  it("changes with every weight, moving averages too", async () => {
    const net = wideTeacher();
    const keys = [await viewsKey(net, [], train, engine)];
    for (const weight of net.model.weights) {
      const moved = tf.add(weight.read(), 1e-3);
      weight.write(moved);
      moved.dispose();
      keys.push(await viewsKey(net, [], train, engine));
    }
    expect(new Set(keys).size).toBe(net.model.weights.length + 1);
  });

  it("is another one for other labels where the gradient by the input is shown, and only there", async () => {
    const relabelled = { ...train, labels: train.labels.map((label, i) => (i === 9 ? (label + 1) % 3 : label)) };
    expect(await viewsKey(teacher, ["hidden1"], relabelled, engine)).toBe(await key());
    const shown = ["hidden1", INPUT_GRADIENT];
    const [one, other] = [train, relabelled].map((split) => viewsKey(teacher, shown, split, engine));
    expect(new Set([await key(), await one, await other]).size).toBe(3);
  });
});
