import { type DataId, engine, getBackend, setBackend, type Variable } from "../../tensors/tf";
import { allVariables, withVariablesHeld } from "../held-variables";
import { giveOwnData } from "../own-data";
import { settleAll } from "../residents";
import { forgetTape } from "../tape";
import { callerPlace } from "./place";
import { refusals } from "./refusals";
import { TRACE_BACKEND, traceBackend } from "./trace-backend";

const NO_RULE = /Kernel '(\w+)' not registered for backend/;

/** Says what can be done about an error that tfjs threw during a trace. */
function explained(name: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const kernel = NO_RULE.exec(error.message)?.[1];
  if (kernel === undefined) return error;
  const {
    why = "it has no rule",
    instead = "write it with operations that have one, or compute it outside and feed it",
  } = refusals[kernel] ?? {};
  return new Error(
    `compile ${name}: the operation ${kernel} can't be compiled, at ${callerPlace(error.stack)}: ${why}. Instead: ` +
      instead,
    { cause: error },
  );
}

/**
 * Makes every read of a tensor's values an error: inside a trace there are none, and a read would be frozen. The error
 * is kept too: the body may have caught it, and a function that isn't waited for can't throw one.
 */
function forbidReads(name: string): { readonly allow: () => void; readonly refusal: () => Error | undefined } {
  const owner = engine() as unknown as Partial<Record<"read" | "readSync", unknown>>;
  let refusal: Error | undefined;
  const refuse = (): Error => {
    refusal ??= new Error(
      `compile ${name}: a value is read inside the function, at ${callerPlace()}; return the tensor and read it ` +
        "outside, or write the branch with tf.where",
    );
    return refusal;
  };
  owner.readSync = () => {
    throw refuse();
  };
  owner.read = () => {
    refuse();
    return new Promise(() => {}); // a rejection that nobody handles would end the process
  };
  const allow = (): void => {
    delete owner.read;
    delete owner.readSync;
  };
  return { allow, refusal: () => refusal };
}

/** A variable made inside would be gone after the trace, and another one at every call. */
function refuseNewVariables(name: string, known: ReadonlySet<Variable>): void {
  const made = allVariables().find((variable) => !known.has(variable));
  if (made === undefined) return;
  throw new Error(
    `compile ${name}: the variable ${made.name} is made inside the function; make it before (a layer makes its own ` +
      "when it is first applied, a model with known input shapes when it is put together)",
  );
}

/**
 * Runs `body` with a backend of TensorFlow.js in force that writes down what is run, and puts everything back: the
 * backend in force before, and every variable that the body assigned. `body` is given all variables of the process by
 * the data id that they had before.
 * @param name who is compiled, for errors
 */
export function onBackend<Result>(
  backend: string,
  name: string,
  body: (before: ReadonlyMap<DataId, Variable>) => Result,
): Result {
  const variables = allVariables();
  settleAll(variables);
  giveOwnData(variables);
  return withVariablesHeld(() => {
    const outer = getBackend();
    const reads = forbidReads(name);
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 100; // the frames of layers and gradients stand between an operation and the user's line
    void setBackend(backend); // synchronous for a backend whose factory is
    try {
      const result = body(new Map(variables.map((variable) => [variable.dataId, variable])));
      refuseNewVariables(name, new Set(variables));
      const refusal = reads.refusal();
      if (refusal !== undefined) throw refusal;
      return result;
    } catch (error) {
      forgetTape();
      throw explained(name, error);
    } finally {
      void setBackend(outer);
      Error.stackTraceLimit = stackTraceLimit;
      reads.allow();
    }
  });
}

/** Runs `body` on the tracing backend. */
export function onTraceBackend<Result>(name: string, body: (before: ReadonlyMap<DataId, Variable>) => Result): Result {
  try {
    return onBackend(TRACE_BACKEND, name, body);
  } finally {
    traceBackend.lowering = undefined;
  }
}
