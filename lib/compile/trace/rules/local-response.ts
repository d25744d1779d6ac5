import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import type { Lowering } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";
import { product } from "./product";

interface Settings {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

const settings = ({ attributes }: KernelCall): Settings => attributes as unknown as Settings;

/** Σ over the channels that are at most `radius` away: a product with a band of ones. */
function sumNearby(lowering: Lowering, x: Value, radius: number): Value {
  const channels = x.shape.at(-1) as number;
  const band = Float32Array.from({ length: channels ** 2 }, (_, i) =>
    Math.abs(Math.floor(i / channels) - (i % channels)) <= radius ? 1 : 0,
  );
  const rows = lowering.reshape(x, [x.shape.slice(0, -1).reduce((count, extent) => count * extent, 1), channels]);
  const b = lowering.graph.constant("float32", [channels, channels], band);
  return lowering.reshape(product(lowering, { a: rows, b, transposeA: false, transposeB: false }), x.shape);
}

/** bias + alpha · Σ x² nearby. */
function norm(lowering: Lowering, x: Value, { depthRadius, bias, alpha }: Settings): Value {
  const { add, multiply, square } = arithmetic(lowering);
  return add(multiply(sumNearby(lowering, square(x), depthRadius), alpha), bias);
}

/** y = x · norm^−beta. */
const normalised: Rule = (call) => {
  const { multiply, power } = arithmetic(call.lowering);
  const x = operand(call, "x");
  return result(call, multiply(x, power(norm(call.lowering, x, settings(call)), -settings(call).beta)));
};

/** dx = dy · norm^−beta − 2 · alpha · beta · x · Σ (dy · y / norm) nearby. */
const gradient: Rule = (call) => {
  const { lowering } = call;
  const { subtract, multiply, divide, power } = arithmetic(lowering);
  const [x, y, dy] = [operand(call, "x"), operand(call, "y"), operand(call, "dy")];
  const { depthRadius, alpha, beta } = settings(call);
  const n = norm(lowering, x, settings(call));
  const others = sumNearby(lowering, divide(multiply(dy, y), n), depthRadius);
  const through = multiply(multiply(x, others), 2 * alpha * beta);
  return result(call, subtract(multiply(dy, power(n, -beta)), through));
};

/** Local response normalisation over channels. */
export const localResponseRules: Rules = { LRN: normalised, LRNGrad: gradient };
