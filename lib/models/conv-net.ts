import * as tf from "../tensors/tf";
import { applyLayers } from "./apply-layer";
import { checkImageShape, checkWhole } from "./check-options";
import { type InitialWeights, initializers } from "./initial-weights";
import type { Net } from "./net";

/** The taps of a `convNet`, in the order of the layers. */
export type ConvNetTap = "preActivation1" | "activation1" | "stage1" | "stage2";

const taps: readonly ConvNetTap[] = ["preActivation1", "activation1", "stage1", "stage2"];

export interface ConvNetOptions {
  /** Height, width and channels of one image, e.g. [28, 28, 1]. */
  readonly input: readonly [height: number, width: number, channels: number];
  /** Channels of the two convolutions. The source's teacher has [256, 512], its student [16, 32]. */
  readonly filters: readonly [first: number, second: number];
  readonly classes: number;
  /** Default glorotUniform, as the source has it. */
  readonly initialWeights?: InitialWeights;
  /** Of the initial weights. */
  readonly seed: number;
}

/**
 * The convolutional pair of Keras' distillation example: images [batch, height, width, channels] → logits
 * [batch, classes].
 *
 * conv 3×3 stride 2 → leaky relu 0.2 → max pool 2×2 stride 1 → conv 3×3 stride 2 → flatten → dense logits, every window
 * padded as `same` does it. With h = ⌈height / 2⌉ and w = ⌈width / 2⌉ the taps are `preActivation1`, what the leaky relu
 * sees, `activation1`, what it gives, and `stage1`, the pool's output, all [batch, h, w, filters[0]]; and `stage2`, the
 * second convolution's output, which has no activation behind it: [batch, ⌈h / 2⌉, ⌈w / 2⌉, filters[1]].
 *
 * K. Borup (2020), "Knowledge Distillation", keras.io/examples/vision/knowledge_distillation.
 *
 * @throws RangeError if an extent, a number of filters or classes, or the seed is out of range
 */
export function convNet(options: ConvNetOptions): Net<ConvNetTap> {
  const { input, filters, classes, seed, initialWeights = "glorotUniform" } = options;
  checkImageShape("convNet", input);
  checkWhole("convNet", "filters", filters, 1);
  checkWhole("convNet", "classes", [classes], 2);
  const start = initializers(initialWeights, seed);
  const convolution = (name: string, channels: number) => {
    const kernelInitializer = start.hidden(name);
    return tf.layers.conv2d({
      filters: channels,
      kernelSize: 3,
      strides: 2,
      padding: "same",
      kernelInitializer,
      name,
    });
  };
  const images = tf.input({ shape: [...input], name: "images" });
  const logits = applyLayers(
    images,
    convolution("preActivation1", filters[0]),
    tf.layers.leakyReLU({ alpha: 0.2, name: "activation1" }),
    tf.layers.maxPooling2d({ poolSize: 2, strides: 1, padding: "same", name: "stage1" }),
    convolution("stage2", filters[1]),
    tf.layers.flatten({ name: "flatten" }),
    tf.layers.dense({ units: classes, kernelInitializer: start.logits("logits"), name: "logits" }),
  );
  return { model: tf.model({ inputs: images, outputs: logits, name: "convNet" }), taps };
}
