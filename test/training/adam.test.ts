import { describe, expect, it } from "vitest";
import { adam, adamW } from "../../lib/training/adam";
import { goldenOptimizer, optimizerRun, relativeDeviation } from "./optimizer-run";

const optimizers = {
  adam: adam(0.02),
  "adam, other betas and epsilon": adam(0.02, { beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }),
  adamW: adamW(0.02),
  "adamW, strong decay": adamW(0.02, { weightDecay: 0.3 }),
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

describe("adam", () => {
  it("moves by the learning rate in its first step, whatever the size of the gradient", () => {
    const first = optimizerRun(adam(0.02), adam(0.02).update)[1]!;
    const rate = (0.02 * (1.1 + Math.cos(Math.PI / 100))) / 2;
    first.flat().forEach((weight, i) => {
      const start = Math.cos(1.7 * (i % 11) + Math.floor(i / 11));
      expect(Math.abs(weight - start)).toBeCloseTo(rate, 6);
    });
  });

  it.each([
    [() => adam(0), "adam: learningRate 0 was given; a finite number above 0 is accepted"],
    [() => adam(Number.NaN), "adam: learningRate NaN was given; a finite number above 0 is accepted"],
    [() => adam(1e-3, { beta1: 1 }), "adam: beta1 1 was given; [0, 1) is accepted"],
    [() => adam(1e-3, { beta2: -0.1 }), "adam: beta2 -0.1 was given; [0, 1) is accepted"],
    [() => adam(1e-3, { epsilon: -1 }), "adam: epsilon -1 was given; a finite number from 0 is accepted"],
    [() => adamW(1e-3, { weightDecay: -1 }), "adamW: weightDecay -1 was given; a finite number from 0 is accepted"],
    [() => adamW(Number.POSITIVE_INFINITY), "adamW: learningRate Infinity was given; a finite number above 0 is"],
  ])("refuses a value out of its range: %#", (make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});
