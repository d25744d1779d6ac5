import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { joined, sliced } from "../moves";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";
import { largestOf, shares } from "./maxima";
import { padded, spreadParts, windowPart, windowsOf } from "./windows";

type Geometry = backend_util.Conv2DInfo;

/** What each place of the filter sees, plus the filter there: [batch, outHeight, outWidth, channels], row by row. */
function candidates(call: KernelCall): { readonly g: Geometry; readonly parts: readonly Value[] } {
  const { lowering, attributes } = call;
  const { add } = arithmetic(lowering);
  const [x, filter] = [operand(call, "x"), operand(call, "filter")];
  const { strides, pad, dilations } = attributes as Record<string, number>;
  const g = backend_util.computeDilation2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number],
    strides as number,
    pad as unknown as "same",
    "NHWC",
    dilations as number,
  );
  const { top, bottom, left, right } = g.padInfo;
  const [rows, columns] = windowsOf(g);
  const margins = [
    { axis: 1, before: top, after: bottom },
    { axis: 2, before: left, after: right },
  ];
  const whole = padded(lowering, x, margins, Number.NEGATIVE_INFINITY);
  const channels = filter.shape[2] as number;
  const parts = Array.from({ length: g.filterHeight * g.filterWidth }, (_, place) => {
    const [row, column] = [Math.floor(place / g.filterWidth), place % g.filterWidth];
    const seen = windowPart(lowering, windowPart(lowering, whole, rows, row), columns, column);
    const weight = sliced(lowering, filter, { begin: [row, column, 0], size: [1, 1, channels] });
    return add(seen, lowering.reshape(weight, [channels]));
  });
  return { g, parts };
}

/** The largest sum of image and filter in each window: grey dilation. */
const dilation: Rule = (call) => result(call, largestOf(call.lowering, candidates(call).parts));

/** What of dy goes to each place of the filter: all of it to the first that is the largest. */
const sharesOf = (call: KernelCall, parts: readonly Value[]): readonly Value[] =>
  shares(call.lowering, parts, { largest: largestOf(call.lowering, parts), dy: operand(call, "dy") });

const inputGradient: Rule = (call) => {
  const { g, parts } = candidates(call);
  const [rows, columns] = windowsOf(g);
  const given = sharesOf(call, parts);
  const lines = Array.from({ length: g.filterHeight }, (_, row) =>
    spreadParts(call.lowering, given.slice(row * g.filterWidth, (row + 1) * g.filterWidth), columns, g.inWidth),
  );
  return result(call, spreadParts(call.lowering, lines, rows, g.inHeight));
};

const filterGradient: Rule = (call) => {
  const { lowering } = call;
  const { g, parts } = candidates(call);
  const axes = lowering.graph.integers([0, 1, 2]);
  const sums = sharesOf(call, parts).map((share) => {
    const sum = lowering.node("ReduceSum", [share, axes], { type: "float32", shape: [g.inChannels] }, { keepdims: 0 });
    return lowering.reshape(sum, [1, g.inChannels]);
  });
  const shape = [g.filterHeight, g.filterWidth, g.inChannels];
  return result(call, lowering.reshape(joined(lowering, sums, 0), shape));
};

/** Morphology over height and width. */
export const morphologyRules: Rules = {
  Dilation2D: dilation,
  Dilation2DBackpropInput: inputGradient,
  Dilation2DBackpropFilter: filterGradient,
};
