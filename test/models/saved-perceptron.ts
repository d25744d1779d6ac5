import { mlp } from "../../lib/models/mlp";
import { type Net, tapped } from "../../lib/models/net";
import { eagerSource } from "../../lib/tensors/keep-bits";
import { withRandomSource } from "../../lib/tensors/random-source";
import * as tf from "../../lib/tensors/tf";

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
/** A net with everything that an mlp can have. */
export const network = (seed = 1) =>
  mlp({
    input: [2, 2, 1],
    hidden: [3, 4],
    classes: 2,
    batchNorm: true,
    dropout: { input: 0.2, hidden: 0.5 },
    normalise: { mean: 0.1, standardDeviation: 0.3 },
    seed,
  });
const images = () => tf.tensor4d([0, 0.2, 0.4, 0.6, 1, 0.9, 0.8, 0.7], [2, 2, 2, 1]);
/** Its logits on two fixed images, with the masks of one fixed step. */
export const logits = (net: Net, training = false): number[] =>
  withRandomSource(eagerSource(1, 1), () => values(tapped(net, [])(images(), { training }).logits));
