import type { Rule, Rules } from "../rule";
import { operand, result } from "../rule";

const along =
  (operation: string, axis: "dim" | "axis"): Rule =>
  (call) => {
    const logits = operand(call, "logits");
    const given = Number(call.attributes[axis] ?? -1);
    return result(call, call.lowering.node(operation, [logits], logits, { axis: given }));
  };

/** The softmax family. */
export const probabilityRules: Rules = {
  Softmax: along("Softmax", "dim"),
  LogSoftmax: along("LogSoftmax", "axis"),
};
