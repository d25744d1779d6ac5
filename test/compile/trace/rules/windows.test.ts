import { describe, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import { spreadParts, type Windows, windowPart } from "../../../../lib/compile/trace/rules/windows";
import { traceBackend } from "../../../../lib/compile/trace/trace-backend";
import * as tf from "../../../../lib/tensors/tf";

const windows = (over: Partial<Windows>): Windows => ({
  axis: 0,
  extent: 2,
  dilation: 1,
  stride: 1,
  count: 3,
  before: 0,
  ...over,
});

/** Writes with the lowering of the present trace, and runs it. */
async function run(x: readonly number[], write: (value: never, lowering: never) => unknown): Promise<number[]> {
  const engine = onnxEngine({ threads: 1 });
  const compiled = compile(
    (feeds: { x: tf.Tensor }) => {
      const { lowering } = traceBackend as never as {
        lowering: { value(t: tf.Tensor, who: string): never; tensor(v: unknown): tf.TensorInfo };
      };
      const info = lowering.tensor(write(lowering.value(feeds.x, "test"), lowering as never));
      return { y: tf.engine().makeTensorFromTensorInfo(info) };
    },
    { engine },
  );
  const { y } = await compiled({ x: { values: Float32Array.from(x), shape: [x.length] } });
  await compiled.dispose();
  return [...y.values];
}

describe("windows", () => {
  it("takes the same element of every window, near or far apart", async () => {
    const of = (over: Partial<Windows>, at: number) =>
      run([0, 1, 2, 3, 4, 5, 6], (x, lowering) => windowPart(lowering, x, windows(over), at));
    expect(await of({}, 1)).toEqual([1, 2, 3]);
    expect(await of({ stride: 2 }, 1)).toEqual([1, 3, 5]);
    expect(await of({ dilation: 2, extent: 3 }, 2)).toEqual([4, 5, 6]);
  });

  it("puts parts back to their places, adds up where windows overlap, and cuts off what lies outside", async () => {
    const of = (over: Partial<Windows>, length: number) =>
      run([1, 10, 100], (x, lowering) =>
        spreadParts(lowering, Array(windows(over).extent).fill(x), windows(over), length),
      );
    expect(await of({}, 4)).toEqual([1, 11, 110, 100]);
    expect(await of({ before: 1 }, 2)).toEqual([11, 110]);
    expect(await of({ stride: 2 }, 6)).toEqual([1, 1, 10, 10, 100, 100]);
    expect(await of({ stride: 2, extent: 3 }, 7)).toEqual([1, 1, 11, 10, 110, 100, 100]);
    expect(await of({ stride: 2, extent: 3, before: 1 }, 5)).toEqual([1, 11, 10, 110, 100]);
    expect(await of({ stride: 3, extent: 2 }, 9)).toEqual([1, 1, 0, 10, 10, 0, 100, 100, 0]);
    expect(await of({ stride: 1, dilation: 2 }, 5)).toEqual([1, 10, 101, 10, 100]);
  });
});
