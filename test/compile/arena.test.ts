import { afterAll, describe, expect, it } from "vitest";
import { Arena } from "../../lib/compile/arena";
import type { Optimizer } from "../../lib/compile/optimizer";
import * as tf from "../../lib/tensors/tf";

const still: Optimizer = { name: "still", learningRate: 1, slots: 2, update: () => {}, reference: () => {} };
const variables = [tf.variable(tf.ones([3])), tf.variable(tf.ones([2, 4])), tf.variable(tf.scalar(1))];

describe("Arena", () => {
  afterAll(() => tf.dispose(variables));
  const { block, weights, gradients } = new Arena(variables, still);

  it("puts blocks of one layout side by side, each variable on a multiple of four", () => {
    expect(block.length).toBe(4 + 8 + 4);
    expect([block.weights, block.gradients, ...block.slots]).toEqual([0, 64, 128, 192]);
    expect(weights.map(({ byteOffset }) => byteOffset)).toEqual([0, 16, 48]);
    expect(gradients.map(({ byteOffset }) => byteOffset)).toEqual([64, 80, 112]);
    expect(weights.map(({ length }) => length)).toEqual([3, 8, 1]);
  });

  it("is one memory, zero at the start, large enough for every block", () => {
    for (const view of [...weights, ...gradients]) expect(view.buffer).toBe(block.memory.buffer);
    expect(new Float32Array(block.memory.buffer).every((number) => number === 0)).toBe(true);
    expect(block.memory.buffer.byteLength).toBeGreaterThanOrEqual(4 * 16 * 4);
  });

  it("needs no slots", () => {
    const { block: bare } = new Arena(variables, { ...still, slots: 0 });
    expect(bare.slots).toEqual([]);
  });

  it("refuses what no memory holds, and says how much it is", () => {
    const huge = { size: 2 ** 28 } as tf.Variable; // 1 GiB of weights, so 4 GiB with gradients and moments
    expect(() => new Arena([huge, variables[0]!], still)).toThrow(
      new RangeError(`compile: ${2 ** 28 + 4} weights with still need ${(2 ** 28 + 4) * 16} bytes; at most 4 GiB fit`),
    );
  });
});
