import { describe, expect, it } from "vitest";
import { traceRepeatably } from "../../../lib/compile/trace/repeatable";
import * as tf from "../../../lib/tensors/tf";

const feeds = [{ name: "x", type: "float32", shape: [3] }] as const;
type Body = (x: tf.Tensor) => tf.Tensor;
const model = (body: Body): Uint8Array =>
  traceRepeatably({ name: "f", body: ({ x }) => ({ y: body(x!) }) }, feeds).model;

describe("traceRepeatably", () => {
  it("gives equal bytes for equal functions, and others for others", () => {
    const twice: Body = (x) => tf.mul(x, 2);
    expect(model(twice)).toEqual(model(twice));
    expect(model(twice)).toEqual(model((x) => tf.mul(x, tf.scalar(2))));
    expect(model(twice)).not.toEqual(model((x) => tf.mul(x, 3)));
  });

  it.each([
    ["a random number", (x) => tf.mul(x, 1 + Math.random()), /a changing tensor \[\] in it, taken by Mul\./],
    ["a random tensor", (x) => tf.add(x, tf.randomUniform([3])), /a changing tensor \[3\] in it, taken by Add\./],
    ["tfjs' own dropout", (x) => tf.dropout(x, 0.5), /a changing tensor/],
    ["a random setting", (x) => tf.leakyRelu(x, Math.random()), /a changing tensor in it\./],
  ] as readonly (readonly [string, Body, RegExp])[])("refuses %s", (_name, body, message) => {
    expect(() => model(body)).toThrow(message);
    expect(() => model(body)).toThrow(/^compile f: the function is not the same at every call: .* keepMask/);
  });
});
