import { engine, type Variable } from "../tensors/tf";

/** Every variable of the process. */
export const allVariables = (): readonly Variable[] => Object.values(engine().state.registeredVariables);

/** Runs `body`, then puts back every variable that it assigned and disposes of every one that it made. */
export function withVariablesHeld<Result>(body: () => Result): Result {
  const held = new Map(allVariables().map((variable) => [variable, variable.clone()])); // a clone keeps the data
  try {
    return body();
  } finally {
    for (const variable of allVariables()) if (!held.has(variable)) variable.dispose();
    for (const [variable, clone] of held) {
      if (!variable.isDisposed && variable.dataId !== clone.dataId) variable.assign(clone as never);
      clone.dispose();
    }
  }
}
