import { describe, expect, it } from "vitest";
import { fromLayersModel } from "../../lib/models/from-layers-model";
import * as tf from "../../lib/tensors/tf";

const modelOf = (layer: tf.layers.Layer): tf.Sequential => {
  const stages = [tf.layers.dense({ units: 3, inputShape: [4] }), layer, tf.layers.dense({ units: 2 })];
  return tf.sequential({ layers: stages });
};

describe("fromLayersModel", () => {
  const random: readonly (readonly [string, () => tf.layers.Layer])[] = [
    ["Dropout with rate 0.5", () => tf.layers.dropout({ rate: 0.5, name: "noisy" })],
    ["Dropout with rate 0.5", () => tf.layers.dropout({ rate: 0.5, seed: 1, name: "noisy" })],
    ["AlphaDropout with rate 0.1", () => tf.layers.alphaDropout({ rate: 0.1, name: "noisy" })],
    ["GaussianDropout with rate 0.1", () => tf.layers.gaussianDropout({ rate: 0.1, name: "noisy" })],
    ["GaussianNoise with stddev 2", () => tf.layers.gaussianNoise({ stddev: 2, name: "noisy" })],
    [
      "Dropout with rate 0.5",
      () => tf.sequential({ layers: [tf.layers.dropout({ rate: 0.5, inputShape: [3], name: "noisy" })] }),
    ],
  ];
  it.each(random)("refuses %s, naming the layer and what to take", (what, build) => {
    expect(() => fromLayersModel(modelOf(build()), [])).toThrow(
      new RangeError(
        `fromLayersModel: layer "noisy", ${what}, which draws random numbers that no seed reaches was given; ` +
          'new SeededDropout({ rate, name: "noisy" }) in its place, or the layer switched off (0), is accepted',
      ),
    );
  });

  it.each([
    ["LSTM with dropout 0.2", tf.layers.lstm({ units: 2, dropout: 0.2, name: "noisy" })],
    ["GRU with recurrent_dropout 0.2", tf.layers.gru({ units: 2, recurrentDropout: 0.2, name: "noisy" })],
    [
      "RNN with dropout 0.2",
      tf.layers.rnn({ cell: tf.layers.simpleRNNCell({ units: 2, dropout: 0.2 }) as never, name: "noisy" }),
    ],
    [
      "LSTM with dropout 0.2",
      tf.layers.bidirectional({
        layer: tf.layers.lstm({ units: 2, dropout: 0.2, name: "noisy" }) as never,
        mergeMode: "sum",
      }),
    ],
  ])("refuses %s inside a recurrent layer", (what, layer) => {
    const input = tf.input({ shape: [5, 2] });
    const outputs = layer.apply(input) as tf.SymbolicTensor;
    expect(() => fromLayersModel(tf.model({ inputs: input, outputs }), [])).toThrow(what);
  });
});
