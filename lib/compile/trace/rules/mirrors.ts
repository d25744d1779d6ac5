import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { taken } from "../moves";
import { operand, type Rule, type Rules, result } from "../rule";
import { reversed } from "./parts";

/** The places of an axis with `before` and `after` places more, mirrored at its ends; the ends twice if symmetric. */
function mirrored(extent: number, [before, after]: readonly [number, number], isSymmetric: boolean): number[] {
  const shift = isSymmetric ? 1 : 0;
  return Array.from({ length: before + extent + after }, (_, i) => {
    const place = i - before;
    if (place < 0) return -place - shift;
    return place < extent ? place : 2 * (extent - 1) - place + shift;
  });
}

/** Axis by axis; ONNX's own padding knows no symmetric mode. */
const mirrorPad: Rule = (call) => {
  const paddings = call.attributes.paddings as [number, number][];
  const isSymmetric = call.attributes.mode === "symmetric";
  const value = paddings.reduce<Value>(
    (x, padding, axis) => {
      if (padding[0] + padding[1] === 0) return x;
      return taken(call.lowering, x, mirrored(x.shape[axis] as number, padding, isSymmetric), axis);
    },
    operand(call, "x"),
  );
  return result(call, value);
};

const flip: Rule = (call) => result(call, reversed(call, operand(call, "image"), [2]));

/** A tensor's elements on the diagonal of a matrix, which has its shape twice. */
const diagonal: Rule = (call) => {
  const { lowering } = call;
  const { choose, equal } = arithmetic(lowering);
  const x = operand(call, "x");
  const size = x.shape.reduce((product, extent) => product * extent, 1);
  const places = Int32Array.from({ length: size }, (_, i) => i);
  const [row, column] = [
    lowering.graph.constant("int32", [size], places),
    lowering.graph.constant("int32", [size, 1], places),
  ];
  const matrix = choose(equal(column, row), lowering.reshape(x, [size]), 0);
  return result(call, lowering.reshape(matrix, [...x.shape, ...x.shape]));
};

/** Operations that lay elements out once more in another order. */
export const mirrorRules: Rules = { MirrorPad: mirrorPad, FlipLeftRight: flip, Diag: diagonal };
