import { describe, expect, it } from "vitest";
import { keepMask, type RandomSource, withRandomSource } from "../../lib/tensors/random-source";
import { fill, type Tensor } from "../../lib/tensors/tf";

const giving = (value: number): RandomSource => ({ keepMask: (shape) => fill([...shape], value) });
const first = (mask: Tensor): number | undefined => mask.dataSync()[0];
const ask = (): number | undefined => first(keepMask([2], 0.5, "dropout1"));

describe("keepMask", () => {
  it("comes from the source in force, the innermost one", () => {
    withRandomSource(giving(1), () => {
      expect(ask()).toBe(1);
      withRandomSource(giving(2), () => expect(ask()).toBe(2));
      expect(ask()).toBe(1);
    });
  });

  it("passes shape, share and place on, and the body's result back", () => {
    const asked: unknown[] = [];
    const source: RandomSource = {
      keepMask: (...given) => {
        asked.push(given);
        return fill([1], 0);
      },
    };
    expect(withRandomSource(source, () => first(keepMask([3, 4], 0.25, "input")))).toBe(0);
    expect(asked).toEqual([[[3, 4], 0.25, "input"]]);
  });

  it("has no source after a body that threw", () => {
    expect(() =>
      withRandomSource(giving(1), () => {
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(ask).toThrow(/keepMask "dropout1": there is no seed to draw from/);
  });

  it("says outside of a source what to do", () => {
    expect(ask).toThrow(/withRandomSource\(eagerSource\(seed, step\), body\).*training: false/s);
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses to keep %d", (keep) => {
    expect(() => keepMask([1], keep, "input")).toThrow(
      new RangeError(`keepMask "input": keep ${keep} was given, 0 to 1 is accepted`),
    );
  });
});
