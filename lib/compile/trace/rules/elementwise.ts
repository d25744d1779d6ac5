import { backend_util } from "../../../tensors/tf";
import type { ElementType, Value } from "../../graph";
import type { Lowering } from "../lowering";
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

const operate = (call: KernelCall, operation: string, a: Value, b: Value, type: ElementType = a.type): Value =>
  broadcast(call.lowering, [a, b], type, (small, shape) => {
    return neutral(operation, small, shape) ?? call.lowering.node(operation, small, { type, shape });
  });

const binary =
  (operation: string, type?: ElementType): Rule =>
  (call) =>
    result(call, operate(call, operation, operand(call, "a"), operand(call, "b"), type));

const composed =
  (write: (call: KernelCall, a: Value, b: Value) => Value): Rule =>
  (call) =>
    result(call, write(call, operand(call, "a"), operand(call, "b")));

/** ⌊a / b⌋; in float32 for whole numbers too, as ONNX divides those towards zero. */
function floorQuotient(call: KernelCall, a: Value, b: Value): Value {
  const { lowering } = call;
  const float = (value: Value): Value =>
    value.type === "float32"
      ? value
      : lowering.node("Cast", [value], { type: "float32", shape: value.shape }, { to: 1 });
  const quotient = operate(call, "Div", float(a), float(b));
  const floor = lowering.node("Floor", [quotient], quotient);
  return a.type === "float32"
    ? floor
    : lowering.node("Cast", [floor], { type: "int32", shape: floor.shape }, { to: 6 });
}

const squaredDifference = (call: KernelCall, a: Value, b: Value): Value => {
  const difference = operate(call, "Sub", a, b);
  return operate(call, "Mul", difference, difference);
};

const notEqual = (call: KernelCall, a: Value, b: Value): Value => {
  const equal = operate(call, "Equal", a, b, "bool");
  return call.lowering.node("Not", [equal], equal);
};

const remainder = (call: KernelCall, a: Value, b: Value): Value =>
  operate(call, "Sub", a, operate(call, "Mul", b, floorQuotient(call, a, b)));

const select: Rule = (call) => {
  const [condition, then, otherwise] = [operand(call, "condition"), operand(call, "t"), operand(call, "e")];
  const rank = then.shape.length;
  // tfjs lets a vector of conditions choose whole rows
  const rows = [...condition.shape, ...Array<number>(Math.max(0, rank - condition.shape.length)).fill(1)];
  const operands = [call.lowering.reshape(condition, rows), then, otherwise];
  const value = broadcast(call.lowering, operands, then.type, (small, shape) =>
    call.lowering.node("Where", small, { type: then.type, shape }),
  );
  return result(call, value);
};

const addN: Rule = (call) => {
  const terms = Object.values(call.inputs).map((tensor) => call.lowering.value(tensor as never, call.kernel));
  return result(
    call,
    terms.slice(1).reduce((sum, term) => operate(call, "Add", sum, term), terms[0] as Value),
  );
};

/** Operations that take two tensors element by element, with broadcasting. */
export const elementwiseRules: Rules = {
  Add: binary("Add"),
  Sub: binary("Sub"),
  Multiply: binary("Mul"),
  RealDiv: binary("Div"),
  Maximum: binary("Max"),
  Minimum: binary("Min"),
  Pow: binary("Pow"),
  Greater: binary("Greater", "bool"),
  GreaterEqual: binary("GreaterOrEqual", "bool"),
  Less: binary("Less", "bool"),
  LessEqual: binary("LessOrEqual", "bool"),
  Equal: binary("Equal", "bool"),
  LogicalAnd: binary("And", "bool"),
  LogicalOr: binary("Or", "bool"),
  NotEqual: composed(notEqual),
  SquaredDifference: composed(squaredDifference),
  FloorDiv: composed(floorQuotient),
  Mod: composed(remainder),
  Select: select,
  AddN: addN,
};
