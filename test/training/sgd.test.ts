import { describe, expect, it } from "vitest";
import { sgd } from "../../lib/training/sgd";
import { goldenOptimizer, optimizerRun, relativeDeviation } from "./optimizer-run";

const optimizers = {
  sgd: sgd(0.02),
  "sgd, momentum": sgd(0.02, { momentum: 0.9 }),
  "sgd, momentum and weight decay": sgd(0.02, { momentum: 0.9, weightDecay: 0.05 }),
};

describe.each(Object.entries(optimizers))("%s", (name, optimizer) => {
  const { weights } = goldenOptimizer(name);
  const simd = optimizerRun(optimizer, optimizer.update);
  const plain = optimizerRun(optimizer, optimizer.reference);

  it.each(Object.keys(weights))("has PyTorch's weights after %s steps, in SIMD and in plain TypeScript", (step) => {
    expect(relativeDeviation(simd[step]!, weights[step]!)).toBeLessThan(1e-6);
    expect(relativeDeviation(plain[step]!, weights[step]!)).toBeLessThan(1e-6);
  });

  it("has the same weights in SIMD and in plain TypeScript", () => {
    expect(relativeDeviation(simd[100]!, plain[100]!)).toBeLessThan(1e-6);
  });
});

describe("sgd", () => {
  it.each([
    [() => sgd(-1), "sgd: learningRate -1 was given; a finite number above 0 is accepted"],
    [() => sgd(0.1, { momentum: 1 }), "sgd: momentum 1 was given; [0, 1) is accepted"],
    [() => sgd(0.1, { weightDecay: -1 }), "sgd: weightDecay -1 was given; a finite number from 0 is accepted"],
  ])("refuses a value out of its range: %#", (make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});
