import { describe, expect, it } from "vitest";
import { SeededDropout } from "../../lib/models/dropout";
import { eagerSource } from "../../lib/tensors/keep-bits";
import { keepMask, withRandomSource } from "../../lib/tensors/random-source";
import * as tf from "../../lib/tensors/tf";

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const inStep = <Result>(step: number, body: () => Result): Result => withRandomSource(eagerSource(5, step), body);
const apply = (layer: SeededDropout, input: tf.Tensor, training: boolean): tf.Tensor =>
  layer.apply(input, { training }) as tf.Tensor;

describe("SeededDropout", () => {
  it("multiplies by the mask of its name over 1 − rate", () => {
    const input = tf.tensor2d([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const layer = new SeededDropout({ rate: 0.75, name: "dropout1" });
    const mask = inStep(1, () => values(keepMask([2, 3], 0.25, "dropout1")));
    const expected = values(input).map((value, i) => value * mask[i]! * 4);
    expect(inStep(1, () => values(apply(layer, input, true)))).toEqual(expected);
  });

  it("keeps the share 1 − rate and the mean, and draws other masks in another step or under another name", () => {
    const input = tf.ones([100, 100]);
    const of = (name: string, step: number) =>
      inStep(step, () => values(apply(new SeededDropout({ rate: 0.2, name }), input, true)));
    const first = of("a", 1);
    expect(new Set(first)).toEqual(new Set([0, 1.25]));
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.025); // 5 standard errors of 10,000 draws
    expect(of("a", 1)).toEqual(first);
    expect(of("a", 2)).not.toEqual(first);
    expect(of("b", 1)).not.toEqual(first);
  });

  it("gives the gradient of what it lets through", () => {
    const input = tf.ones([4, 8]);
    const layer = new SeededDropout({ rate: 0.5, name: "dropout1" });
    const output = inStep(1, () => values(apply(layer, input, true)));
    const gradient = inStep(1, () => values(tf.grad((x) => tf.sum(apply(layer, x, true)))(input)));
    expect(gradient).toEqual(output);
  });

  it("does nothing in inference or at the rate 0, and then needs no seed", () => {
    const input = tf.tensor1d([1, 2]);
    expect(values(apply(new SeededDropout({ rate: 0.5, name: "d" }), input, false))).toEqual([1, 2]);
    expect(values(apply(new SeededDropout({ rate: 0, name: "d" }), input, true))).toEqual([1, 2]);
  });

  it("refuses to train without a seed", () => {
    expect(() => apply(new SeededDropout({ rate: 0.5, name: "d" }), tf.ones([2]), true)).toThrow(/no seed/);
  });

  it("takes the batch size from what it is given", () => {
    const layer = new SeededDropout({ rate: 0.5, name: "d" });
    for (const batch of [1, 3])
      expect(inStep(1, () => apply(layer, tf.ones([batch, 2]), true)).shape).toEqual([batch, 2]);
  });

  it("is the same after its configuration was written and read", () => {
    const config = new SeededDropout({ rate: 0.3, name: "dropout7" }).getConfig();
    const read = new SeededDropout(JSON.parse(JSON.stringify(config)));
    expect([read.rate, read.name]).toEqual([0.3, "dropout7"]);
  });

  it.each([-0.1, 1, Number.NaN])("refuses the rate %d", (rate) => {
    expect(() => new SeededDropout({ rate, name: "d" })).toThrow(
      new RangeError(`SeededDropout "d": rate ${rate} was given; [0, 1) is accepted`),
    );
  });
});
