import { backend_util } from "../../../tensors/tf";
import type { ElementType, GraphNode, Value } from "../../graph";
import { converted, type Lowering } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";

const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** Computes on the smallest values that broadcast to the operands, and spreads the outcome. */
export function broadcast(
  lowering: Lowering,
  operands: readonly Value[],
  type: ElementType,
  write: (small: readonly Value[], shape: readonly number[]) => Value,
): Value {
  const common = (values: readonly Value[]): readonly number[] =>
    values.reduce<number[]>((shape, value) => backend_util.assertAndGetBroadcastShape(shape, [...value.shape]), []);
  const shape = common(operands);
  const small = operands.map((operand) => operand.from ?? operand);
  const value = write(small, common(small));
  return lowering.expand({ ...value, type }, shape);
}

/** What stays of an operation beside a number that changes nothing: x + 0, x · 1, x / 1. */
function neutral(operation: string, [a, b]: readonly Value[], shape: readonly number[]): Value | undefined {
  const identity =
    operation === "Mul" || operation === "Div" ? 1 : operation === "Add" || operation === "Sub" ? 0 : NaN;
  if (b?.fill === identity && a !== undefined && same(a.shape, shape)) return a;
  const commutes = operation === "Mul" || operation === "Add";
  return commutes && a?.fill === identity && b !== undefined && same(b.shape, shape) ? b : undefined;
}

/** An operation of two operands that broadcast, without what changes nothing. */
export const operate = (
  call: KernelCall,
  operation: string,
  a: Value,
  b: Value,
  type: ElementType = a.type,
  attributes?: GraphNode["attributes"],
): Value =>
  broadcast(call.lowering, [a, b], type, (small, shape) => {
    return neutral(operation, small, shape) ?? call.lowering.node(operation, small, { type, shape }, attributes);
  });

/** An operation that ONNX has under this name. */
export const binary =
  (operation: string, type?: ElementType): Rule =>
  (call) =>
    result(call, operate(call, operation, operand(call, "a"), operand(call, "b"), type));

/** An operation that is written of several. */
export const composed =
  (write: (call: KernelCall, a: Value, b: Value) => Value): Rule =>
  (call) =>
    result(call, write(call, operand(call, "a"), operand(call, "b")));

/**
 * ⌊a / b⌋ in int32, which is tfjs' type for it. Whole numbers are divided in float32 too (exact to 2²⁴): ONNX divides
 * them towards zero, and ONNX Runtime ends the process where one is divided by zero.
 */
function floorQuotient(call: KernelCall, a: Value, b: Value): Value {
  const { lowering } = call;
  const quotient = operate(call, "Div", converted(lowering, a, "float32"), converted(lowering, b, "float32"));
  return converted(lowering, lowering.node("Floor", [quotient], quotient), "int32");
}

/** The remainder with the sign of b: fmod gives that of a. */
function remainder(call: KernelCall, a: Value, b: Value): Value {
  const truncated = operate(call, "Mod", a, b, a.type, { fmod: 1 });
  return operate(call, "Mod", operate(call, "Add", truncated, b), b, a.type, { fmod: 1 });
}

const squaredDifference = (call: KernelCall, a: Value, b: Value): Value => {
  const difference = operate(call, "Sub", a, b);
  return operate(call, "Mul", difference, difference);
};

const addN: Rule = (call) => {
  const terms = Object.values(call.inputs).map((tensor) => call.lowering.value(tensor as never, call.kernel));
  return result(
    call,
    terms.slice(1).reduce((sum, term) => operate(call, "Add", sum, term), terms[0] as Value),
  );
};

/** Arithmetic of two tensors element by element, with broadcasting. */
export const elementwiseRules: Rules = {
  Add: binary("Add"),
  Sub: binary("Sub"),
  Multiply: binary("Mul"),
  RealDiv: binary("Div"),
  Maximum: binary("Max"),
  Minimum: binary("Min"),
  Pow: binary("Pow"),
  SquaredDifference: composed(squaredDifference),
  FloorDiv: composed(floorQuotient),
  Mod: composed(remainder),
  AddN: addN,
};
