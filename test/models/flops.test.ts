import { describe, expect, it } from "vitest";
import { flops } from "../../lib/models/flops";
import * as tf from "../../lib/tensors/tf";

/** 6 × 6 × 2 → conv 3×3 → 4 × 4 × 5 → depthwise → separable → transposed → pooled → 3 classes. */
function convolutions() {
  const input = tf.input({ shape: [6, 6, 2], name: "images" });
  const stage = [
    tf.layers.conv2d({ filters: 5, kernelSize: 3, name: "conv" }), // [4, 4, 5]
    tf.layers.depthwiseConv2d({ kernelSize: 3, padding: "same", strides: 2, name: "depthwise" }), // [2, 2, 5]
    tf.layers.separableConv2d({ filters: 7, kernelSize: 2, name: "separable" }), // [1, 1, 7]
    tf.layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: 2, name: "transposed" }), // [2, 2, 2]
    tf.layers.globalAveragePooling2d({ name: "pooled" }),
    tf.layers.dense({ units: 3, name: "logits" }),
  ].reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input);
  return tf.model({ inputs: input, outputs: stage }).layers;
}

describe("flops", () => {
  it("counts convolutions by hand: 2 per multiply-add at each position", () => {
    const work = Object.fromEntries(convolutions().map((layer) => [layer.name, flops(layer)]));
    expect(work).toEqual({
      images: 0,
      conv: 2 * 4 * 4 * (3 * 3 * 2 * 5),
      depthwise: 2 * 2 * 2 * (3 * 3 * 5),
      separable: 2 * (2 * 2 * 5 + 5 * 7),
      transposed: 2 * 1 * 1 * (2 * 2 * 7 * 2),
      pooled: 0,
      logits: 2 * 2 * 3,
    });
  });

  it("are not known of a layer that is applied twice, nor where height and width are open", () => {
    const shared = tf.layers.dense({ units: 3 });
    shared.apply(shared.apply(tf.input({ shape: [3] })));
    expect(flops(shared)).toBeUndefined();
    const open = tf.layers.conv2d({ filters: 2, kernelSize: 3 });
    open.apply(tf.input({ shape: [null, null, 1] }));
    expect(flops(open)).toBeUndefined();
  });
});
