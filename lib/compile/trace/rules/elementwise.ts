import { backend_util } from "../../../tensors/tf";
import type { ElementType, GraphNode, Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import type { Lowering } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, refused, result } from "../rule";

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

const HALF_TURN = Math.PI / 2;

/** The angle of (b, a) in (−π, π], 0 where both are 0. tfjs has one for zeros with a sign and for two infinities, too. */
function angle(call: KernelCall, a: Value, b: Value): Value {
  if (a.type !== "float32") throw refused(call, "dtype", a.type, "float32");
  const { lowering } = call;
  const { add, multiply, divide, less, equal, choose } = arithmetic(lowering);
  const quotient = divide(a, b);
  const slope = lowering.node("Atan", [quotient], quotient);
  const turned = add(slope, choose(less(a, 0), -Math.PI, Math.PI));
  const straight = multiply(lowering.node("Sign", [a], a), HALF_TURN);
  return choose(equal(b, 0), straight, choose(less(b, 0), turned, slope));
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
  Atan2: composed(angle),
  BitwiseAnd: binary("BitwiseAnd"),
  AddN: addN,
};
