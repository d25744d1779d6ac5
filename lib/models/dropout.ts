import { keepMask } from "../tensors/random-source";
import * as tf from "../tensors/tf";

/**
 * Dropout whose masks come from (seed, layer name, step) instead of a generator inside the layer.
 *
 * In training y = x · mask / (1 − rate), where each element of the mask is 1 with probability 1 − rate and else 0; in
 * inference y = x. Any shape. tfjs's own dropout with a seed repeats one mask for ever, and without one cannot be
 * repeated at all. The name is the place that the masks are drawn from, so it must be unique in its net and must not
 * depend on what was built before.
 *
 * Srivastava et al. 2014, Dropout, in the inverted form (scaled in training).
 *
 * @throws RangeError if the rate is not in [0, 1)
 */
export class SeededDropout extends tf.layers.Layer {
  static readonly className = "SeededDropout";
  readonly rate: number;

  constructor(options: { readonly rate: number; readonly name: string }) {
    super(options);
    if (!(options.rate >= 0 && options.rate < 1)) {
      throw new RangeError(`SeededDropout "${options.name}": rate ${options.rate} was given; [0, 1) is accepted`);
    }
    this.rate = options.rate;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { readonly training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (training !== true || this.rate === 0) return input;
    const keep = 1 - this.rate;
    return tf.tidy(() => tf.mul(input, tf.mul(keepMask(input.shape, keep, this.name), 1 / keep)));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }
}

tf.serialization.registerClass(SeededDropout);
