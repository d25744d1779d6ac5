import type { Value } from "../../graph";
import type { Lowering } from "../lowering";
import type { Geometry } from "./geometry";
import { padded, spreadParts, windowPart, windowsOf } from "./windows";

const places = ({ filterHeight, filterWidth }: Geometry): readonly (readonly [row: number, column: number])[] =>
  Array.from({ length: filterHeight * filterWidth }, (_, i) => [Math.floor(i / filterWidth), i % filterWidth]);

const depth = (g: Geometry): number => g.filterHeight * g.filterWidth * g.inChannels;

/**
 * What each window of a convolution sees, as a matrix: a row for every place of the output, and along the row height,
 * width and channels of the window, in the order of the filter. A convolution is its product with the filter, the
 * filter's gradient the product of its transpose with that of the output: no tensor changes its layout.
 * @param x [batch, height, width, channels]
 */
export function patches(lowering: Lowering, x: Value, g: Geometry): Value {
  const [rows, columns] = windowsOf(g);
  const { top, bottom, left, right } = g.padInfo;
  const whole = padded(lowering, x, [
    { axis: 1, before: top, after: bottom },
    { axis: 2, before: left, after: right },
  ]);
  const parts = places(g).map(([row, column]) =>
    windowPart(lowering, windowPart(lowering, whole, rows, row), columns, column),
  );
  const shape = [g.batchSize, g.outHeight, g.outWidth, depth(g)];
  const joined =
    parts.length === 1 ? (parts[0] as Value) : lowering.node("Concat", parts, { type: x.type, shape }, { axis: 3 });
  return lowering.reshape(joined, [g.batchSize * g.outHeight * g.outWidth, depth(g)]);
}

/** The gradient of an image, from the gradients of its patches: each goes back to its place, added up. */
export function fromPatches(lowering: Lowering, gradients: Value, g: Geometry): Value {
  const [rows, columns] = windowsOf(g);
  const whole = lowering.reshape(gradients, [
    g.batchSize,
    g.outHeight,
    g.outWidth,
    g.filterHeight * g.filterWidth,
    g.inChannels,
  ]);
  const part = (index: number): Value => {
    const bounds = [[index], [index + 1], [3]].map((numbers) => lowering.graph.integers(numbers));
    const shape = [g.batchSize, g.outHeight, g.outWidth, 1, g.inChannels];
    const one = lowering.node("Slice", [whole, ...bounds], { type: gradients.type, shape });
    return lowering.reshape(one, [g.batchSize, g.outHeight, g.outWidth, g.inChannels]);
  };
  const lines = Array.from({ length: g.filterHeight }, (_, row) => {
    const parts = Array.from({ length: g.filterWidth }, (_, column) => part(row * g.filterWidth + column));
    return spreadParts(lowering, parts, columns, g.inWidth);
  });
  return spreadParts(lowering, lines, rows, g.inHeight);
}

/**
 * Whether a convolution is written as a product with patches. ONNX's own wants the filter in another order, and to
 * change it costs more, for a large filter over a small image, than to copy the patches out.
 */
export const prefersPatches = (g: Geometry): boolean =>
  g.inChannels >= 16 && g.outChannels * 8 >= g.batchSize * g.outHeight * g.outWidth;
