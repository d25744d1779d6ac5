import * as tf from "../tensors/tf";
import { applyLayer } from "./apply-layer";
import { checkWhole, refusal } from "./check-options";
import { SeededDropout } from "./dropout";
import { type Initializers, type InitialWeights, initializers } from "./initial-weights";
import type { Net } from "./net";

/** The taps of an `mlp`: hidden1, preActivation1, hidden2, … for as many hidden layers as there are. */
export type HiddenTap<Hidden extends readonly unknown[]> = number extends Hidden["length"]
  ? `hidden${number}` | `preActivation${number}`
  : Hidden extends readonly [...infer Before, unknown]
    ? `hidden${Hidden["length"]}` | `preActivation${Hidden["length"]}` | HiddenTap<Before>
    : never;

export interface MlpOptions<Hidden extends readonly number[]> {
  /** The shape of one image, e.g. [28, 28, 1]; it is flattened. */
  readonly input: readonly number[];
  /** The widths of the hidden layers, in units. */
  readonly hidden: Hidden;
  readonly classes: number;
  /** Default false. Momentum 0.9 and ε 1e-5, PyTorch's defaults (there the momentum is written 0.1). */
  readonly batchNorm?: boolean;
  /** Rates in [0, 1) of units dropped from the input and behind each hidden layer. Default: none. */
  readonly dropout?: { readonly input: number; readonly hidden: number };
  /** Pixels become (pixel − mean) / standardDeviation, in the unit of the input. Default: as they are. */
  readonly normalise?: { readonly mean: number; readonly standardDeviation: number };
  /** Default heNormal. */
  readonly initialWeights?: InitialWeights;
  /** Of the initial weights. */
  readonly seed: number;
}

/**
 * A multilayer perceptron: images [batch, …input] → logits [batch, classes].
 *
 * flatten → normalise → dropout, then per hidden layer i dense → batch norm → relu → dropout, then dense logits.
 * `preActivation{i}` is what the relu sees, `hidden{i}` what it gives, before dropout; both [batch, hidden[i − 1]].
 * The moving average of batch norm keeps the biased variance of the batch, as TensorFlow does (PyTorch: unbiased).
 *
 * @throws RangeError if an extent, a rate, the standard deviation or the seed is out of range
 */
export function mlp<const Hidden extends readonly number[]>(options: MlpOptions<Hidden>): Net<HiddenTap<Hidden>> {
  check(options);
  const { hidden, classes, batchNorm = false, dropout = { input: 0, hidden: 0 } } = options;
  const start = initializers(options.initialWeights ?? "heNormal", options.seed);
  const images = tf.input({ shape: [...options.input], name: "images" });
  let x = prepare(images, options);
  x = drop(x, dropout.input, "inputDropout");
  hidden.forEach((units, index) => {
    x = hiddenLayer(x, { units, number: index + 1, batchNorm, start });
    x = drop(x, dropout.hidden, `dropout${index + 1}`);
  });
  const logits = applyLayer(
    tf.layers.dense({ units: classes, kernelInitializer: start.logits("logits"), name: "logits" }),
    x,
  );
  const taps = hidden.flatMap((_, index) => [`preActivation${index + 1}`, `hidden${index + 1}`]);
  return {
    model: tf.model({ inputs: images, outputs: logits, name: "mlp" }),
    taps: taps as HiddenTap<Hidden>[],
  };
}

const drop = (input: tf.SymbolicTensor, rate: number, name: string): tf.SymbolicTensor =>
  rate === 0 ? input : applyLayer(new SeededDropout({ rate, name }), input);

function prepare(images: tf.SymbolicTensor, { input, normalise }: MlpOptions<readonly number[]>): tf.SymbolicTensor {
  const flat = input.length === 1 ? images : applyLayer(tf.layers.flatten({ name: "flatten" }), images);
  if (normalise === undefined) return flat;
  const scale = 1 / normalise.standardDeviation;
  return applyLayer(tf.layers.rescaling({ scale, offset: -normalise.mean * scale, name: "normalise" }), flat);
}

function hiddenLayer(
  input: tf.SymbolicTensor,
  options: {
    readonly units: number;
    readonly number: number;
    readonly batchNorm: boolean;
    readonly start: Initializers;
  },
): tf.SymbolicTensor {
  const { units, number, batchNorm, start } = options;
  const [tap, dense] = [`preActivation${number}`, `dense${number}`];
  const kernelInitializer = start.hidden(dense);
  let x = applyLayer(tf.layers.dense({ units, kernelInitializer, name: batchNorm ? dense : tap }), input);
  if (batchNorm) {
    const gammaInitializer = start.scale(tap);
    x = applyLayer(tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5, gammaInitializer, name: tap }), x);
  }
  return applyLayer(tf.layers.reLU({ name: `hidden${number}` }), x);
}

function check({ input, hidden, classes, dropout, normalise }: MlpOptions<readonly number[]>): void {
  if (input.length === 0) throw refusal("mlp", "input []", "the shape of one image is");
  checkWhole("mlp", "input extent", input, 1);
  checkWhole("mlp", "hidden width", hidden, 1);
  checkWhole("mlp", "classes", [classes], 2);
  for (const [place, rate] of Object.entries(dropout ?? {})) {
    if (!(rate >= 0 && rate < 1)) throw refusal("mlp", `dropout.${place} ${rate}`, "a rate in [0, 1) is");
  }
  if (normalise !== undefined && !(normalise.standardDeviation > 0 && Number.isFinite(normalise.mean))) {
    throw refusal("mlp", `normalise ${JSON.stringify(normalise)}`, "a finite mean and a standardDeviation above 0 are");
  }
}
