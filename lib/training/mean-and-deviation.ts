/** Mean and spread of one measure over seeds. */
export interface MeanAndDeviation {
  readonly mean: number;
  /** The sample's standard deviation (division by n − 1); NaN for one value. */
  readonly standardDeviation: number;
  readonly count: number;
}

/**
 * Mean and standard deviation of a sample, e.g. of test errors over seeds.
 * @throws RangeError if there is no value
 */
export function meanAndDeviation(values: readonly number[]): MeanAndDeviation {
  const count = values.length;
  if (count === 0) throw new RangeError("meanAndDeviation: no value was given; one or more are accepted");
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardDeviation: Math.sqrt(squares / (count - 1)), count };
}
