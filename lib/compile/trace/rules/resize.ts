import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { converted, type Lowering } from "../lowering";
import { taken } from "../moves";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";
import { linear, nearest, type Resize, type Source } from "./resize-sources";

/** The height's and the width's sources. */
const sourcesOf = (
  { attributes }: KernelCall,
  of: (resize: Resize) => readonly Source[],
  from: Value,
  to: readonly number[],
): readonly [rows: readonly Source[], columns: readonly Source[]] => {
  const { alignCorners, halfPixelCenters } = attributes as Record<string, boolean>;
  const along = (axis: 1 | 2): readonly Source[] =>
    of({
      from: from.shape[axis] as number,
      to: to[axis - 1] as number,
      alignCorners: alignCorners === true,
      halfPixelCenters: halfPixelCenters === true,
    });
  return [along(1), along(2)];
};

/** low + (high − low) · fraction along one axis. */
function interpolated(lowering: Lowering, x: Value, sources: readonly Source[], axis: 1 | 2): Value {
  const { add, subtract, multiply } = arithmetic(lowering);
  const at = (places: readonly number[]): Value => taken(lowering, x, places, axis);
  const low = at(sources.map((source) => source.low));
  if (sources.every((source) => source.fraction === 0 || source.low === source.high)) return low;
  const extents = axis === 1 ? [sources.length, 1, 1] : [sources.length, 1];
  const fractions = lowering.graph.constant(
    "float32",
    extents,
    Float32Array.from(sources, ({ fraction }) => fraction),
  );
  const high = at(sources.map((source) => source.high));
  return add(low, multiply(subtract(high, low), fractions));
}

const resized =
  (of: (resize: Resize) => readonly Source[], type?: "float32"): Rule =>
  (call) => {
    const { lowering } = call;
    const images = operand(call, "images");
    const [rows, columns] = sourcesOf(call, of, images, call.attributes.size as number[]);
    const x = type === undefined ? images : converted(lowering, images, type);
    return result(call, interpolated(lowering, interpolated(lowering, x, columns, 2), rows, 1));
  };

/** [old, new]: how much of each old place is in each new one. */
function shares(lowering: Lowering, sources: readonly Source[], from: number): Value {
  const values = new Float32Array(from * sources.length);
  for (const [place, { low, high, fraction }] of sources.entries()) {
    values[low * sources.length + place] = 1 - fraction;
    const other = high * sources.length + place;
    values[other] = (values[other] as number) + fraction; // the same place at the border
  }
  return lowering.graph.constant("float32", [from, sources.length], values);
}

/** Each dy goes back to the places that it was made of: a product with those shares along height, and along width. */
const gradient =
  (of: (resize: Resize) => readonly Source[]): Rule =>
  (call) => {
    const { lowering } = call;
    const [images, dy] = [operand(call, "images"), operand(call, "dy")];
    const [batch, height, width, channels] = images.shape as [number, number, number, number];
    const [newHeight, newWidth] = dy.shape.slice(1, 3) as [number, number];
    const [rows, columns] = sourcesOf(call, of, images, [newHeight, newWidth]);
    const back = (share: Value, x: Value, shape: readonly number[]): Value =>
      lowering.node("MatMul", [share, x], { type: "float32", shape });
    const lines = lowering.reshape(dy, [batch, newHeight, newWidth * channels]);
    const byRow = back(shares(lowering, rows, height), lines, [batch, height, newWidth * channels]);
    const apart = lowering.reshape(byRow, [batch * height, newWidth, channels]);
    const whole = back(shares(lowering, columns, width), apart, [batch * height, width, channels]);
    return result(call, lowering.reshape(whole, images.shape));
  };

/** Images of another size, and their gradients. */
export const resizeRules: Rules = {
  ResizeBilinear: resized(linear, "float32"),
  ResizeBilinearGrad: gradient(linear),
  ResizeNearestNeighbor: resized(nearest),
  ResizeNearestNeighborGrad: gradient(nearest),
};
