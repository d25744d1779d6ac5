import * as tf from "../tensors/tf";

/**
 * A network and the layers that may be looked at.
 *
 * Its model maps images [batch, height, width, channels], float32 in [0, 1], to logits [batch, classes]. A tap is the
 * name of a layer, and stands for that layer's output.
 */
export interface Net<Tap extends string = string> {
  readonly model: tf.LayersModel;
  readonly taps: readonly Tap[];
}

/** What a network shows on one batch: logits [batch, classes], and by name the feature of each tap asked for, [batch, …]. */
export interface View<Tap extends string = never> {
  readonly logits: tf.Tensor2D;
  readonly features: Readonly<Record<Tap, tf.Tensor>>;
}

/**
 * A forward pass of `net` that also returns the features of `taps`; a tap may be named more than once.
 *
 * With `training: true` batch normalisation uses the statistics of the batch and moves its averages (so call it once
 * per step), and dropout draws masks.
 *
 * @throws RangeError if the net has no such tap
 */
export function tapped<All extends string, Tap extends All>(
  net: Net<All>,
  taps: readonly Tap[],
): (images: tf.Tensor, options: { readonly training: boolean }) => View<Tap> {
  const logits = net.model.outputs[0]!;
  const features = new Map(taps.map((tap) => [tap, tapOutput("tapped", net, tap)]));
  const outputs = [...new Set([logits, ...features.values()])]; // tfjs refuses an output that is listed twice
  const model = tf.model({ inputs: net.model.inputs, outputs, name: `${net.model.name}-tapped` });
  return (images, { training }) => {
    const values = [model.apply(images, { training })].flat() as tf.Tensor[];
    const computed = (output: tf.SymbolicTensor): tf.Tensor => values[outputs.indexOf(output)]!;
    return {
      logits: computed(logits) as tf.Tensor2D,
      features: Object.fromEntries([...features].map(([tap, output]) => [tap, computed(output)])) as Record<
        Tap,
        tf.Tensor
      >,
    };
  };
}

/**
 * The shape of a tap's feature without the batch axis, e.g. [height, width, channels] or [units].
 * @throws RangeError if the net has no such tap, or if the shape is only known when images are given
 */
export function tapShape(net: Net, tap: string): readonly number[] {
  const shape = tapOutput("tapShape", net, tap).shape.slice(1);
  if (shape.some((extent) => extent === null)) {
    throw new RangeError(
      `tapShape: "${tap}" has the shape [${shape.join(", ")}]; a model whose input shape is given in full is accepted`,
    );
  }
  return shape as number[];
}

/** The weights that training moves, in the order of the layers. */
export const trainableVariables = (net: Net): readonly tf.Variable[] =>
  net.model.trainableWeights.map((weight) => weight.read() as tf.Variable);

/** The weights that the optimizer leaves alone: batch normalisation's moving averages, and layers that are frozen. */
export const nonTrainableVariables = (net: Net): readonly tf.Variable[] =>
  net.model.nonTrainableWeights.map((weight) => weight.read() as tf.Variable);

function tapOutput(who: string, net: Net, tap: string): tf.SymbolicTensor {
  if (!net.taps.includes(tap)) {
    throw new RangeError(`${who}: no tap "${tap}"; the net has ${net.taps.join(", ") || "none"}`);
  }
  return net.model.getLayer(tap).output as tf.SymbolicTensor;
}
