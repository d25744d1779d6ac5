import { sizeOf } from "../../../tensors/host-tensor";
import { backend_util } from "../../../tensors/tf";
import { sliced, transposed } from "../moves";
import { operand, type Rule, type Rules, refused, result } from "../rule";
import { padded } from "./windows";

/** Blocks of the axes after the batch, laid out in the batch: [batch · blocks, …extents / block, …]. */
const spaceToBatch: Rule = (call) => {
  const { lowering } = call;
  const blocks = call.attributes.blockShape as number[];
  const paddings = call.attributes.paddings as [number, number][];
  const margins = paddings.map(([before, after], i) => ({ axis: i + 1, before, after }));
  const x = padded(lowering, operand(call, "x"), margins);
  const [shape, count] = [[...x.shape], sizeOf(blocks)];
  const apart = lowering.reshape(x, backend_util.getReshaped(shape, blocks, count, false));
  const moved = transposed(lowering, apart, backend_util.getPermuted(apart.shape.length, blocks.length, false));
  return result(call, lowering.reshape(moved, backend_util.getReshapedPermuted(shape, blocks, count, false)));
};

const batchToSpace: Rule = (call) => {
  const { lowering } = call;
  const x = operand(call, "x");
  const blocks = call.attributes.blockShape as number[];
  const crops = call.attributes.crops as number[][];
  const [shape, count] = [[...x.shape], sizeOf(blocks)];
  const apart = lowering.reshape(x, backend_util.getReshaped(shape, blocks, count));
  const moved = transposed(lowering, apart, backend_util.getPermuted(apart.shape.length, blocks.length));
  const whole = lowering.reshape(moved, backend_util.getReshapedPermuted(shape, blocks, count));
  const margins = whole.shape.map((_, axis) => crops[axis - 1] ?? [0, 0]) as [before: number, after: number][];
  const size = whole.shape.map((extent, axis) => {
    const [before, after] = margins[axis] as [number, number];
    return extent - before - after;
  });
  return result(call, sliced(lowering, whole, { begin: margins.map(([before]) => before), size }));
};

/** Channels laid out in blocks of height and width: [batch, height · block, width · block, channels / block²]. */
const depthToSpace: Rule = (call) => {
  const { lowering } = call;
  const { blockSize, dataFormat } = call.attributes as { readonly blockSize: number; readonly dataFormat: string };
  if (dataFormat !== "NHWC") throw refused(call, "dataFormat", dataFormat, "NHWC");
  const x = operand(call, "x");
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const depth = channels / blockSize ** 2;
  const apart = lowering.reshape(x, [batch, height, width, blockSize, blockSize, depth]);
  const moved = transposed(lowering, apart, [0, 1, 3, 2, 4, 5]);
  return result(call, lowering.reshape(moved, [batch, height * blockSize, width * blockSize, depth]));
};

/** Operations that move blocks of an image between its axes. */
export const blockRules: Rules = {
  SpaceToBatchND: spaceToBatch,
  BatchToSpaceND: batchToSpace,
  DepthToSpace: depthToSpace,
};
