import { describe, expect, it } from "vitest";
import { softTargetSlider } from "../../lib/plotting/soft-target-slider";
import { drawn } from "./drawn";

const classes = ["cat", "dog", "car"];

/** softmax([5, 3, −1] / T), by hand: e² = 7.389056, e⁻⁴ = 0.01831564; at T = 4 e^½ and e^−1 times e^½. */
const byHand: Readonly<Record<number, readonly number[]>> = {
  1: [0.8788782, 0.1189432, 0.0021785],
  4: [0.5465494, 0.331499, 0.1219517],
};

describe("softTargetSlider", () => {
  it.each([1, 4])("shows the softmax at temperature %d when the slider stands there", async (temperature) => {
    const chart = await drawn(softTargetSlider([5, 3, -1], { classes, temperature: 2 }), { T: temperature });
    const shown = chart.texts.filter((text) => /^0\.\d{3}$/.test(text)).map(Number);
    expect(shown).toEqual(byHand[temperature]!.map((p) => Number(p.toFixed(3))));
    expect(chart.texts).toContain(`Soft targets at temperature ${temperature}`);
  });

  it("is right where it starts, before anyone moves it", async () => {
    const chart = await drawn(softTargetSlider([5, 3, -1], { classes, temperature: 4, title: "A cat's" }));
    expect(chart.texts).toEqual(
      expect.arrayContaining(["0.547", "0.331", "0.122", "A cat's at temperature 4", "cat", "dog", "car"]),
    );
    expect(chart.scale("y").domain).toEqual([0, 1]);
  });

  it("stays finite for large logits and a low temperature", async () => {
    const chart = await drawn(softTargetSlider([2000, 0], { classes: ["a", "b"], temperature: 0.5, range: [0.5, 20] }));
    expect(chart.texts).toEqual(expect.arrayContaining(["1.000", "0.000"]));
  });

  it("rejects a temperature outside its range", () => {
    expect(() => softTargetSlider([1], { classes: ["a"], temperature: 0, range: [0, 1] })).toThrow(
      "softTargetSlider: temperature 0",
    );
    expect(() => softTargetSlider([1, 2], { classes: ["a"], temperature: 1 })).toThrow(
      "classes has length 1; 2 is accepted",
    );
  });
});
