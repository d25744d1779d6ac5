import type * as tf from "../tensors/tf";

/** Puts a layer with one input and one output behind what is there. */
export const applyLayer = (layer: tf.layers.Layer, input: tf.SymbolicTensor): tf.SymbolicTensor =>
  layer.apply(input) as tf.SymbolicTensor;

/** Puts layers behind what is there, one after the other. */
export const applyLayers = (input: tf.SymbolicTensor, ...layers: readonly tf.layers.Layer[]): tf.SymbolicTensor =>
  layers.reduce((x, layer) => applyLayer(layer, x), input);
