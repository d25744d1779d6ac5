import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import type { Lowering } from "../lowering";
import { sliced } from "../moves";
import { operand, type Rule, type Rules, result } from "../rule";
import { isWithin, type Pixels, perChannel, pixelsAt, rounded } from "./pixels";

/** Pixels by which a box may reach over the border through rounding: a box to 1 ends at the last pixel. */
const ROUNDING = 1e-4;

/** Places of a crop along one axis, from its box: [boxes, crop]. */
function placesOf(lowering: Lowering, boxes: Value, axis: 0 | 1, extent: number, crop: number): Value {
  const { add, subtract, multiply, choose, atMost } = arithmetic(lowering);
  const count = boxes.shape[0] as number;
  const bound = (at: number): Value => sliced(lowering, boxes, { begin: [0, at], size: [count, 1] });
  const [start, end] = [multiply(bound(axis), extent - 1), multiply(bound(axis + 2), extent - 1)];
  if (crop === 1) return multiply(add(start, end), 0.5);
  const steps = lowering.graph.constant(
    "float32",
    [1, crop],
    Float32Array.from({ length: crop }, (_, i) => i / (crop - 1)),
  );
  const places = add(start, multiply(subtract(end, start), steps));
  const snapped = (place: Value, to: number): Value => {
    const distance = lowering.node("Abs", [subtract(place, to)], place);
    return choose(atMost(distance, ROUNDING), to, place);
  };
  return snapped(snapped(places, 0), extent - 1);
}

/** Between the four pixels around each place. */
function bilinear(lowering: Lowering, pixels: Pixels, y: Value, x: Value): Value {
  const { add, subtract, multiply, floor } = arithmetic(lowering);
  const [top, left] = [floor(y), floor(x)];
  const [bottom, right] = [y, x].map((place) => lowering.node("Ceil", [place], place)) as [Value, Value];
  const between = (a: Value, b: Value, fraction: Value): Value =>
    add(a, multiply(subtract(b, a), perChannel(lowering, fraction)));
  const across = (row: Value): Value =>
    between(pixelsAt(lowering, pixels, row, left), pixelsAt(lowering, pixels, row, right), subtract(x, left));
  return between(across(top), across(bottom), subtract(y, top));
}

/** Boxes [y1, x1, y2, x2] in [0, 1], cut out of images and resized; what lies outside is the extrapolation value. */
const cropAndResize: Rule = (call) => {
  const { lowering } = call;
  const math = arithmetic(lowering);
  const { cropSize, method, extrapolationValue } = call.attributes as Record<string, unknown>;
  const images = math.as(operand(call, "image"), "float32");
  const boxes = operand(call, "boxes");
  const [, height, width] = images.shape as [number, number, number];
  const [rows, columns] = cropSize as [number, number];
  const count = boxes.shape[0] as number;
  const y = lowering.reshape(placesOf(lowering, boxes, 0, height, rows), [count, rows, 1]);
  const x = lowering.reshape(placesOf(lowering, boxes, 1, width, columns), [count, 1, columns]);
  const pixels = { images, batch: lowering.reshape(operand(call, "boxInd"), [count, 1, 1]) };
  const found =
    method === "bilinear"
      ? bilinear(lowering, pixels, y, x)
      : pixelsAt(lowering, pixels, rounded(math, y), rounded(math, x));
  const isInside = math.and(isWithin(math, y, height), isWithin(math, x, width));
  return result(call, math.choose(perChannel(lowering, isInside), found, Number(extrapolationValue)));
};

export const cropRules: Rules = { CropAndResize: cropAndResize };
