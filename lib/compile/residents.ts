import type { Variable } from "../tensors/tf";
import { Resident } from "./resident";

const residents = new WeakMap<Variable, Resident>();

/** The one resident of a variable. */
export function residentOf(variable: Variable): Resident {
  const known = residents.get(variable);
  if (known !== undefined) return known;
  const resident = new Resident(variable);
  residents.set(variable, resident);
  return resident;
}

/** Brings every variable of `variables` that has a resident up to date; before a trace, which must not do it midway. */
export function settleAll(variables: Iterable<Variable>): void {
  for (const variable of variables) residents.get(variable)?.settle();
}
