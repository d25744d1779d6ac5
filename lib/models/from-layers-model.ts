import * as tf from "../tensors/tf";
import type { Net } from "./net";
import { randomLayers } from "./random-layers";

/**
 * Makes a net of a model of your own: images [batch, height, width, channels] → logits [batch, classes].
 *
 * The model is taken as it is, not copied. It must end in logits, with no softmax behind them: the losses put their
 * own there.
 *
 * @param taps names of layers, each applied once
 * @throws RangeError if a tap is no layer of the model, if the model has not one input and one output of rank 2, if it
 *   ends in a softmax or sigmoid, or if a layer draws random numbers by itself
 */
export function fromLayersModel<const Tap extends string>(model: tf.LayersModel, taps: readonly Tap[]): Net<Tap> {
  const [output] = model.outputs;
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw refusal(`a model with ${model.inputs.length} inputs and ${model.outputs.length} outputs`, "one of each");
  }
  if (output!.shape.length !== 2) {
    throw refusal(`a model with the output [${describe(output!.shape)}]`, "logits [batch, classes]");
  }
  refuseProbabilities(output!);
  refuseRandomLayers(model);
  for (const tap of taps) refuseUntappable(model, tap);
  return { model, taps };
}

function refuseProbabilities({ sourceLayer }: tf.SymbolicTensor): void {
  if (sourceLayer instanceof tf.LayersModel) {
    refuseProbabilities(sourceLayer.outputs[0]!);
    return;
  }
  const activation = sourceLayer.getConfig().activation;
  const ending = sourceLayer.getClassName() === "Softmax" ? "softmax" : activation;
  if (ending === "softmax" || ending === "sigmoid") {
    throw refusal(`a model whose last layer, "${sourceLayer.name}", ends in ${ending}`, "one that ends in its logits");
  }
}

function refuseRandomLayers(model: tf.LayersModel): void {
  const [random] = randomLayers(model);
  if (random === undefined) return;
  throw refusal(
    `layer "${random.name}", ${random.what}, which draws random numbers that no seed reaches`,
    `new SeededDropout({ rate, name: "${random.name}" }) in its place, or the layer switched off (0),`,
  );
}

function refuseUntappable(model: tf.LayersModel, tap: string): void {
  const layer = model.layers.find(({ name }) => name === tap);
  if (layer === undefined) {
    const names = model.layers.map(({ name }) => name).join(", ");
    throw new RangeError(`fromLayersModel: no layer "${tap}"; the model has ${names}`);
  }
  if (layer.inboundNodes.length !== 1 || layer.inboundNodes[0]!.outputTensors.length !== 1) {
    throw refusal(
      `the tap "${tap}", a layer that has several outputs or is applied more than once`,
      "a layer with one",
    );
  }
}

const describe = (shape: readonly (number | null)[]): string => shape.map((extent) => extent ?? "null").join(", ");

const refusal = (given: string, accepted: string): RangeError =>
  new RangeError(`fromLayersModel: ${given} was given; ${accepted} is accepted`);
