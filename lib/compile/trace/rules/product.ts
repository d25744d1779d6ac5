import { sizeOf } from "../../../tensors/host-tensor";
import { broadcast_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import type { Lowering } from "../lowering";
import { type KernelCall, operand, optionalOperand, type Rule, type Rules, refused, result } from "../rule";

interface Product {
  readonly a: Value;
  readonly b: Value;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Added to each row; broadcasts to the product. */
  readonly bias?: Value | undefined;
}

const transposed = (lowering: Lowering, x: Value): Value => {
  const axes = x.shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), axes.length - 1, axes.length - 2];
  return lowering.node(
    "Transpose",
    [x],
    { type: x.type, shape: perm.map((axis) => x.shape[axis] as number) },
    { perm },
  );
};

const matrixOf = (lowering: Lowering, x: Value): Value => lowering.reshape(x, x.shape.slice(-2));

/** One product of two matrices: Gemm with its flags, so that nothing is transposed in memory. */
function single(lowering: Lowering, { a, b, transposeA, transposeB, bias }: Product, shape: readonly number[]): Value {
  const inputs = [matrixOf(lowering, a), matrixOf(lowering, b), ...(bias ? [bias.from ?? bias] : [])];
  const output = { type: a.type, shape: shape.slice(-2) };
  const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
  return lowering.reshape(lowering.node("Gemm", inputs, output, attributes), shape);
}

/** a · b over the last two axes, each transposed if asked; the axes before broadcast. */
export function product(lowering: Lowering, factors: Product): Value {
  const { a, b, transposeA, transposeB, bias } = factors;
  const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const rows = a.shape.at(transposeA ? -1 : -2) as number;
  const columns = b.shape.at(transposeB ? -2 : -1) as number;
  const shape = [...batch, rows, columns];
  const isSingle = sizeOf(batch) === 1 && (bias === undefined || bias.shape.length <= 2);
  if (isSingle && a.type === "float32") return single(lowering, factors, shape); // Gemm knows no whole numbers
  const left = transposeA ? transposed(lowering, a) : a;
  const right = transposeB ? transposed(lowering, b) : b;
  const value = lowering.node("MatMul", [left, right], { type: a.type, shape });
  return bias === undefined ? value : lowering.node("Add", [value, bias], value);
}

/** The activation that a fused kernel of tfjs carries. */
export function activated(call: KernelCall, x: Value): Value {
  const { lowering, attributes } = call;
  const { activation } = attributes;
  switch (activation) {
    case undefined:
    case null:
    case "linear":
      return x;
    case "relu":
      return lowering.node("Relu", [x], x);
    case "relu6":
      return lowering.node("Clip", [x, lowering.graph.scalar("float32", 0), lowering.graph.scalar("float32", 6)], x);
    case "elu":
      return lowering.node("Elu", [x], x);
    case "sigmoid":
      return lowering.node("Sigmoid", [x], x);
    case "leakyrelu":
      return lowering.node("LeakyRelu", [x], x, { alpha: { float: Number(attributes.leakyreluAlpha) } });
    default:
      throw refused(call, "activation", activation, "linear, relu, relu6, elu, sigmoid, leakyrelu");
  }
}

const factorsOf = (call: KernelCall): Product => ({
  a: operand(call, "a"),
  b: operand(call, "b"),
  transposeA: Boolean(call.attributes.transposeA),
  transposeB: Boolean(call.attributes.transposeB),
});

const matMul: Rule = (call) => result(call, product(call.lowering, factorsOf(call)));

const fusedMatMul: Rule = (call) => {
  const bias = optionalOperand(call, "bias");
  return result(call, activated(call, product(call.lowering, { ...factorsOf(call), bias })));
};

/** Products of matrices. */
export const productRules: Rules = { BatchMatMul: matMul, _FusedMatMul: fusedMatMul };
