/** Scores of logits against labels; plain numbers, no tensors. Logits are row-major [length, classes]. */
export interface Scores {
  readonly examples: number;
  /** Examples whose largest logit is not the label's. */
  readonly errors: number;
  /** Share right, in [0, 1]. */
  readonly accuracy: number;
  /** Mean of −log p(label), in nats. */
  readonly negativeLogLikelihood: number;
  /** Expected calibration error with 15 bins of equal width, in [0, 1]. */
  readonly expectedCalibrationError: number;
  /** confusion[label][prediction] counts examples. */
  readonly confusion: readonly (readonly number[])[];
  /** The predicted class of each example. */
  readonly predictions: Uint8Array;
}

const BINS = 15;

/** The index of the largest of `row` values from `start`; the first of equal ones. */
export function largest(values: Float32Array, start: number, row: number): number {
  let best = 0;
  for (let k = 1; k < row; k++) if ((values[start + k] as number) > (values[start + best] as number)) best = k;
  return best;
}

/** log Σ exp of `row` values from `start`, each divided by the temperature. */
export function logSumExp(values: Float32Array, start: number, row: number, temperature = 1): number {
  const top = (values[start + largest(values, start, row)] as number) / temperature;
  let sum = 0;
  for (let k = 0; k < row; k++) sum += Math.exp((values[start + k] as number) / temperature - top);
  return top + Math.log(sum);
}

/**
 * Σ over bins of (examples in bin / examples) · |accuracy − mean confidence|.
 * Source: Guo et al. 2017, On calibration of modern neural networks, eq. 3.
 */
export function calibrationError(confidences: Float32Array, right: Uint8Array): number {
  const counts = new Float64Array(BINS);
  const gaps = new Float64Array(BINS);
  confidences.forEach((confidence, i) => {
    const bin = Math.max(0, Math.min(BINS - 1, Math.ceil(Math.fround(confidence * BINS)) - 1)); // bins are (a, b]
    counts[bin]! += 1;
    gaps[bin]! += (right[i] as number) - confidence;
  });
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / confidences.length;
}

/**
 * Scores logits [length, classes] against labels [length].
 * @throws RangeError if there is no label, the number of logits is no multiple of theirs, or a label has no logit
 */
export function scoresOf(logits: Float32Array, labels: Uint8Array): Scores {
  const classes = logits.length / labels.length;
  if (labels.length === 0 || !Number.isInteger(classes)) {
    throw new RangeError(
      `scores: ${logits.length} logits were given for ${labels.length} labels; rows of one length are accepted`,
    );
  }
  const stray = labels.findIndex((label) => label >= classes);
  if (stray >= 0) {
    throw new RangeError(
      `scores: example ${stray} has the label ${labels[stray]}; rows of ${classes} logits accept 0 to ${classes - 1}`,
    );
  }
  const predictions = new Uint8Array(labels.length);
  const right = new Uint8Array(labels.length);
  const confidences = new Float32Array(labels.length);
  const confusion = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  let negativeLogLikelihood = 0;
  labels.forEach((label, i) => {
    const start = i * classes;
    const prediction = largest(logits, start, classes);
    const logNormaliser = logSumExp(logits, start, classes);
    predictions[i] = prediction;
    right[i] = prediction === label ? 1 : 0;
    confidences[i] = Math.exp((logits[start + prediction] as number) - logNormaliser);
    confusion[label]![prediction]! += 1;
    negativeLogLikelihood += logNormaliser - (logits[start + label] as number);
  });
  const hits = right.reduce((sum, hit) => sum + hit, 0);
  return {
    examples: labels.length,
    errors: labels.length - hits,
    accuracy: hits / labels.length,
    negativeLogLikelihood: negativeLogLikelihood / labels.length,
    expectedCalibrationError: calibrationError(confidences, right),
    confusion,
    predictions,
  };
}
