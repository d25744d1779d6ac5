import { describe, expect, it } from "vitest";
import { calibrationError, largest, logSumExp, scoresOf } from "../../lib/training/scores";

const { log } = Math;

describe("scoresOf", () => {
  // rows of probabilities (1/2, 1/4, 1/4), (1/10, 8/10, 1/10), (1/4, 1/4, 1/2), and the first one again
  const logits = Float32Array.of(log(2), 0, 0, 5, 5 + log(8), 5, -1, -1, log(2) - 1, log(2), 0, 0);
  const scores = scoresOf(logits, Uint8Array.of(0, 1, 0, 1));

  it("counts what is right and what is wrong", () => {
    expect(scores.examples).toBe(4);
    expect([...scores.predictions]).toEqual([0, 1, 2, 0]);
    expect(scores.errors).toBe(2);
    expect(scores.accuracy).toBe(0.5);
  });

  it("has a row per label and a column per prediction in its confusion", () => {
    expect(scores.confusion).toEqual([
      [1, 0, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });

  it("has the mean of −log p of the labels", () => {
    const expected = -(log(1 / 2) + log(8 / 10) + log(1 / 4) + log(1 / 4)) / 4;
    expect(scores.negativeLogLikelihood).toBeCloseTo(expected, 6);
  });

  it("has the calibration error of its bins", () => {
    // three examples at confidence 1/2, one of them right; one at 8/10, right
    expect(scores.expectedCalibrationError).toBeCloseTo((3 / 4) * (1 / 2 - 1 / 3) + (1 / 4) * (1 - 8 / 10), 6);
  });

  it("stays finite for logits that are far apart", () => {
    const { negativeLogLikelihood } = scoresOf(Float32Array.of(1000, 0, 0, 1000), Uint8Array.of(0, 0));
    expect(negativeLogLikelihood).toBe(500);
  });

  it("refuses logits that are no rows of the labels", () => {
    expect(() => scoresOf(new Float32Array(7), new Uint8Array(2))).toThrow(
      new RangeError("scores: 7 logits were given for 2 labels; rows of one length are accepted"),
    );
    expect(() => scoresOf(new Float32Array(0), new Uint8Array(0))).toThrow(RangeError);
  });

  it("refuses a label without a logit", () => {
    expect(() => scoresOf(new Float32Array(6), Uint8Array.of(1, 3))).toThrow(
      new RangeError("scores: example 1 has the label 3; rows of 3 logits accept 0 to 2"),
    );
  });
});

describe("calibrationError", () => {
  it("is 0 for certain answers that are right and 1 for certain answers that are wrong", () => {
    expect(calibrationError(Float32Array.of(1, 1), Uint8Array.of(1, 1))).toBe(0);
    expect(calibrationError(Float32Array.of(1, 1), Uint8Array.of(0, 0))).toBe(1);
  });

  it("lets gaps of one bin cancel, and adds up those of different bins", () => {
    const right = Uint8Array.of(1, 0);
    // (7/15, 8/15] holds both 0.5 and 0.52; 0.55 lies above
    expect(calibrationError(Float32Array.of(0.5, 0.52), right)).toBeCloseTo(Math.abs(0.5 - 0.52) / 2, 6);
    expect(calibrationError(Float32Array.of(0.5, 0.55), right)).toBeCloseTo((0.5 + 0.55) / 2, 6);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])("puts a confidence of %i/15 into the lower bin", (edge) => {
    const [below, at, above] = [(edge - 0.5) / 15, edge / 15, (edge + 0.5) / 15];
    const right = Uint8Array.of(1, 0);
    expect(calibrationError(Float32Array.of(below, at), right)).toBeCloseTo(Math.abs(1 - below - at) / 2, 6);
    expect(calibrationError(Float32Array.of(at, above), right)).toBeCloseTo((1 - at + above) / 2, 6);
  });

  it("has a bin for 0", () => {
    expect(calibrationError(Float32Array.of(0, 0), Uint8Array.of(0, 1))).toBe(0.5);
  });
});

describe("a row of logits", () => {
  const values = Float32Array.of(9, 1, 3, 3, 2, 9);

  it("has a largest one, the first of equal ones", () => {
    expect(largest(values, 1, 4)).toBe(1);
    expect(largest(values, 0, 6)).toBe(0);
  });

  it("has a log of the sum of exponentials, at any temperature", () => {
    const sum = (t: number) => log(Math.exp(1 / t) + 2 * Math.exp(3 / t) + Math.exp(2 / t));
    expect(logSumExp(values, 1, 4)).toBeCloseTo(sum(1), 12);
    expect(logSumExp(values, 1, 4, 4)).toBeCloseTo(sum(4), 12);
  });
});
