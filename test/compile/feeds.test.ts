import { describe, expect, it } from "vitest";
import { checkFed, signatureOf, specsOf } from "../../lib/compile/feeds";

const fed = {
  pixels: { values: new Uint8Array(6), shape: [2, 3] },
  labels: { values: new Int32Array(2), shape: [2] },
  rate: { values: new Float32Array(1), shape: [] },
};

describe("the specification of feeds", () => {
  it("has each name, type and shape", () => {
    expect(specsOf(fed)).toEqual([
      { name: "pixels", type: "uint8", shape: [2, 3] },
      { name: "labels", type: "int32", shape: [2] },
      { name: "rate", type: "float32", shape: [] },
    ]);
  });

  it("is one text for equal types and shapes, whatever the values", () => {
    const others = { ...fed, rate: { values: Float32Array.of(5), shape: [] } };
    expect(signatureOf(others)).toBe(signatureOf(fed));
  });

  it("is another text for another name, type, shape or rank", () => {
    const texts = [
      fed,
      { ...fed, extra: fed.rate },
      { ...fed, pixels: { values: new Int32Array(6), shape: [2, 3] } },
      { ...fed, pixels: { values: new Uint8Array(6), shape: [3, 2] } },
      { ...fed, rate: { values: new Float32Array(1), shape: [1] } },
    ].map(signatureOf);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe("checkFed", () => {
  it("names the feed whose values do not fill its shape", () => {
    const fed = { a: { values: new Float32Array(2), shape: [3] } };
    const message = 'compile f: the feed "a" has 2 values for the shape [3], which holds 3';
    expect(() => checkFed("f", fed)).toThrow(new RangeError(message));
  });

  it.each([undefined, null, 3, [1, 2], { values: [1], shape: [1] }, { values: new Float32Array(1) }])(
    "refuses %j, which is no host tensor",
    (tensor) => {
      expect(() => checkFed("f", { a: tensor } as never)).toThrow(TypeError);
    },
  );
});
