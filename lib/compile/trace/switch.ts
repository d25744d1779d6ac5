import { type DataId, engine, getBackend, setBackend, type Variable } from "../../tensors/tf";
import { settleAll } from "../resident";
import { callerPlace } from "./place";
import { TRACE_BACKEND, traceBackend } from "./trace-backend";

const NO_RULE = /Kernel '(\w+)' not registered for backend/;

/** Says what can be done about an error that tfjs threw during a trace. */
function explained(name: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const kernel = NO_RULE.exec(error.message)?.[1];
  if (kernel === undefined) return error;
  return new Error(
    `compile ${name}: the operation ${kernel} has no rule, at ${callerPlace(error.stack)}; write it with operations ` +
      "that have one, or compute it outside and feed it",
    { cause: error },
  );
}

/** Makes every read of a tensor's values an error: inside a trace there are none, and a read would be frozen. */
function forbidReads(name: string): () => void {
  const owner = engine() as unknown as Record<"read" | "readSync", unknown>;
  const refuse = (): never => {
    throw new Error(
      `compile ${name}: a value is read inside the function, at ${callerPlace()}; return the tensor and read it ` +
        "outside, or write the branch with tf.where",
    );
  };
  owner.read = refuse;
  owner.readSync = refuse;
  return () => {
    delete (owner as Partial<typeof owner>).read;
    delete (owner as Partial<typeof owner>).readSync;
  };
}

/**
 * Runs `body` with the tracing backend in force, and puts everything back: the backend, and every variable that the
 * body assigned. `body` is given all variables of the process by the data id that they had before.
 */
export function onTraceBackend<Result>(name: string, body: (before: ReadonlyMap<DataId, Variable>) => Result): Result {
  const variables = Object.values(engine().state.registeredVariables);
  settleAll(variables);
  const before = new Map(variables.map((variable) => [variable.dataId, variable]));
  const held = variables.map((variable) => variable.clone()); // keeps the data of those that the body assigns
  const outer = getBackend();
  const allowReads = forbidReads(name);
  void setBackend(TRACE_BACKEND); // synchronous for a backend whose factory is
  try {
    return body(before);
  } catch (error) {
    throw explained(name, error);
  } finally {
    void setBackend(outer);
    traceBackend.lowering = undefined;
    allowReads();
    variables.forEach((variable, i) => {
      const clone = held[i];
      if (clone === undefined) return;
      if (before.get(variable.dataId) !== variable) variable.assign(clone as never);
      clone.dispose();
    });
  }
}
