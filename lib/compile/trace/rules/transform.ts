import type { Value } from "../../graph";
import { type Arithmetic, arithmetic } from "../arithmetic";
import type { Lowering } from "../lowering";
import { sliced } from "../moves";
import { operand, type Rule, type Rules, refused, result } from "../rule";
import { isWithin, type Pixels, perChannel, pixelsAt, rounded } from "./pixels";

type Fold = (math: Arithmetic, place: Value, extent: number) => Value;

const clamped: Fold = ({ greatest, least }, place, extent) => greatest(least(place, extent - 1), 0);

/** [abcd] goes on as [dcba|abcd|dcba]. */
const reflected: Fold = (math, place, extent) => {
  const { add, subtract, multiply, divide, floor, choose, less } = math;
  const period = 2 * extent;
  const back = (x: Value): Value => add(x, multiply(floor(divide(subtract(0, x), period)), period));
  const forth = (x: Value): Value => subtract(x, multiply(floor(divide(x, period)), period));
  const [below, above] = [back(place), forth(place)];
  const before = choose(less(below, -extent), add(below, period), subtract(-1, below));
  const behind = choose(less(above, extent), above, subtract(period - 1, above));
  return choose(less(place, 0), before, choose(less(extent - 1, place), behind, place));
};

/** [abcd] goes on as [abcd|abcd|abcd], by the arithmetic of tfjs. */
const wrapped: Fold = ({ add, subtract, multiply, divide, floor, choose, less }, place, extent) => {
  const last = Math.max(extent - 1, 1);
  const before = add(place, multiply(add(floor(divide(subtract(0, place), last)), 1), extent));
  const behind = subtract(place, multiply(floor(divide(place, last)), extent));
  return choose(less(place, 0), before, choose(less(extent - 1, place), behind, place));
};

/** What is read behind the border. */
const FOLDS: Readonly<Record<string, Fold>> = {
  constant: (_, place) => place,
  nearest: clamped,
  reflect: (math, place, extent) => clamped(math, reflected(math, place, extent), extent),
  wrap: (math, place, extent) => clamped(math, wrapped(math, place, extent), extent),
};

/** The places in the image that the places of the output come from; none where the projection has no end. */
interface Sources {
  readonly x: Value;
  readonly y: Value;
  readonly isNowhere: Value;
}

function sourcesOf(lowering: Lowering, transforms: Value, height: number, width: number): Sources {
  const { add, multiply, divide, equal, choose } = arithmetic(lowering);
  const count = transforms.shape[0] as number;
  const at = (i: number): Value =>
    lowering.reshape(sliced(lowering, transforms, { begin: [0, i], size: [count, 1] }), [count, 1, 1]);
  const along = (extent: number, shape: readonly number[]): Value =>
    lowering.graph.constant(
      "float32",
      shape,
      Float32Array.from({ length: extent }, (_, i) => i),
    );
  const [x, y] = [along(width, [1, 1, width]), along(height, [1, height, 1])];
  const linear = (first: number, constant: Value | number): Value =>
    add(add(multiply(at(first), x), multiply(at(first + 1), y)), constant);
  const projection = linear(6, 1);
  const isNowhere = equal(projection, 0);
  const divisor = choose(isNowhere, 1, projection);
  return { x: divide(linear(0, at(2)), divisor), y: divide(linear(3, at(5)), divisor), isNowhere };
}

/** Each image through its own projective transform, or all through one. */
const transform: Rule = (call) => {
  const { lowering } = call;
  const math = arithmetic(lowering);
  const { interpolation, fillMode, fillValue, outputShape } = call.attributes as Record<string, unknown>;
  const images = operand(call, "image");
  if (images.type !== "float32") throw refused(call, "dtype", images.type, "float32");
  const [count, height, width] = images.shape as [number, number, number];
  const [rows, columns] = (outputShape as [number, number] | null) ?? [height, width];
  const sources = sourcesOf(lowering, operand(call, "transforms"), rows, columns);
  const fold = FOLDS[String(fillMode)] as Fold;
  const [y, x] = [fold(math, sources.y, height), fold(math, sources.x, width)];
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const pixels: Pixels = { images, batch: lowering.graph.constant("int32", [count, 1, 1], order) };
  const read = (row: Value, column: Value): Value => {
    const isInside = math.and(isWithin(math, row, height), isWithin(math, column, width));
    return math.choose(perChannel(lowering, isInside), pixelsAt(lowering, pixels, row, column), Number(fillValue));
  };
  const across = (row: Value, left: Value): Value => {
    const share = perChannel(lowering, math.subtract(x, left));
    const [first, second] = [read(row, left), read(row, math.add(left, 1))];
    return math.add(math.multiply(math.subtract(1, share), first), math.multiply(share, second));
  };
  const bilinear = (): Value => {
    const [top, left] = [math.floor(y), math.floor(x)];
    const share = perChannel(lowering, math.subtract(y, top));
    const [first, second] = [across(top, left), across(math.add(top, 1), left)];
    return math.add(math.multiply(math.subtract(1, share), first), math.multiply(share, second));
  };
  const found = interpolation === "bilinear" ? bilinear() : read(rounded(math, y), rounded(math, x));
  return result(call, math.choose(perChannel(lowering, sources.isNowhere), Number(fillValue), found));
};

export const transformRules: Rules = { Transform: transform };
