import type { Value } from "../../graph";
import { converted } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";
import { binary, broadcast, composed, operate } from "./elementwise";

/** Comparisons; ONNX Runtime orders numbers only, so bool is compared as int32. */
const ordered =
  (operation: string): Rule =>
  (call) => {
    const [a, b] = [operand(call, "a"), operand(call, "b")].map((x) =>
      x.type === "bool" ? converted(call.lowering, x, "int32") : x,
    );
    return result(call, operate(call, operation, a as Value, b as Value, "bool"));
  };

const notEqual = (call: KernelCall, a: Value, b: Value): Value => {
  const equal = operate(call, "Equal", a, b, "bool");
  return call.lowering.node("Not", [equal], equal);
};

const select: Rule = (call) => {
  const [condition, then, otherwise] = [operand(call, "condition"), operand(call, "t"), operand(call, "e")];
  const value = broadcast(call.lowering, [condition, then, otherwise], then.type, (small, shape) =>
    call.lowering.node("Where", small, { type: then.type, shape }),
  );
  return result(call, value);
};

/** Comparisons, logic, and the choice between two tensors. */
export const comparisonRules: Rules = {
  Greater: ordered("Greater"),
  GreaterEqual: ordered("GreaterOrEqual"),
  Less: ordered("Less"),
  LessEqual: ordered("LessOrEqual"),
  Equal: binary("Equal", "bool"),
  LogicalAnd: binary("And", "bool"),
  LogicalOr: binary("Or", "bool"),
  NotEqual: composed(notEqual),
  Select: select,
};
