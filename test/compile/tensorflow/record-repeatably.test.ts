import { expect, it } from "vitest";
import { otherCall } from "../../../lib/compile/tensorflow/record-repeatably";

it("makes another call of the same shapes, whose numbers are as good as the first one's", () => {
  const fed = {
    pixels: { values: Uint8Array.of(1, 2, 255), shape: [3] },
    labels: { values: Int32Array.of(0, 2), shape: [2] },
    logits: { values: Float32Array.of(-4, 8), shape: [1, 2] },
  };
  expect(otherCall({ fed, seed: 5, step: 9 })).toEqual({
    fed: {
      pixels: { values: Uint8Array.of(255, 2, 1), shape: [3] },
      labels: { values: Int32Array.of(2, 0), shape: [2] },
      logits: { values: Float32Array.of(6, -3), shape: [1, 2] },
    },
    seed: 5,
    step: 10,
  });
  expect([...fed.pixels.values]).toEqual([1, 2, 255]);
});
