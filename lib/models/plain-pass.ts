import type * as tf from "../tensors/tf";
import { LayersModel } from "../tensors/tf";
import type { Net } from "./net";
import { plainLayers } from "./plain-layers";
import { type PlainRun, UnknownSetting } from "./plain-setting";

/** Images [batch, height, width, channels] → logits [batch, classes]. */
export type PlainPass = (images: tf.Tensor, options: { readonly training: boolean }) => tf.Tensor2D;

/**
 * A forward pass of `net` that can be differentiated twice: the same function, written in operations whose second derivative
 * TensorFlow.js gets right.
 *
 * Through its own layers the second derivative is wrong without an error where an operation's gradient uses its output
 * (tanh, sigmoid, softmax, any customGrad) and for batch normalisation, and missing for max and depthwise
 * kernels. With `training: true` batch normalisation uses the statistics of the batch and dropout the step's masks; no
 * moving average moves, so it may be called beside `tapped`.
 *
 * @throws RangeError for a layer, or a setting of one, that has no plain form here: it names the layer and what has one
 */
export function plainPass({ model }: Net): PlainPass {
  const run = modelRun(model);
  return (images, { training }) => run({ inputs: [images], training }) as tf.Tensor2D;
}

/** The function of a model with one output: every layer's output is computed once. */
function modelRun(model: tf.LayersModel): PlainRun {
  const runs = new Map<tf.SymbolicTensor, PlainRun>();
  const result = model.outputs[0]!;
  prepare(result, model.inputs, runs);
  return ({ inputs, training }) => {
    const values = new Map(model.inputs.map((input, i) => [input, inputs[i]!]));
    const computed = (output: tf.SymbolicTensor): tf.Tensor => {
      const known = values.get(output);
      if (known !== undefined) return known;
      const value = runs.get(output)!({ inputs: output.inputs.map(computed), training });
      values.set(output, value);
      return value;
    };
    return computed(result);
  };
}

/** Makes the function of a layer's output, and of all that it depends on. */
function prepare(
  output: tf.SymbolicTensor,
  given: readonly tf.SymbolicTensor[],
  runs: Map<tf.SymbolicTensor, PlainRun>,
): void {
  if (given.includes(output) || runs.has(output)) return;
  for (const input of output.inputs) prepare(input, given, runs);
  runs.set(output, layerRun(output));
}

function layerRun(output: tf.SymbolicTensor): PlainRun {
  const { sourceLayer } = output;
  if (sourceLayer instanceof LayersModel) return modelRun(sourceLayer);
  const kind = sourceLayer.getClassName();
  const refusal = (why: string): RangeError =>
    new RangeError(`plainPass: the layer "${sourceLayer.name}", ${kind}, has no second derivative here: ${why}`);
  const make = plainLayers[kind];
  if (make === undefined) throw refusal(`${Object.keys(plainLayers).join(", ")} are accepted`);
  try {
    return make(output, sourceLayer.getConfig());
  } catch (error) {
    if (error instanceof UnknownSetting) throw refusal(error.message);
    throw error;
  }
}
