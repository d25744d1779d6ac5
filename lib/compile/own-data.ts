import { type DataId, engine, type KernelBackend, type Tensor, tensor, type Variable } from "../tensors/tf";

/** The values of a tensor, on whatever backend they are. */
export function valuesOf({ dataId }: Tensor): Float32Array {
  const { backend } = engine().state.tensorInfo.get(dataId) as { readonly backend: KernelBackend };
  return backend.readSync(dataId) as Float32Array;
}

/**
 * Gives every variable data of its own. Assigning one variable to another (weights of a teacher that a student starts
 * from) leaves both with the data of one tensor, by which a trace could not tell them apart.
 */
export function giveOwnData(variables: Iterable<Variable>): void {
  const taken = new Set<DataId>();
  for (const variable of variables) {
    if (taken.has(variable.dataId)) {
      const copy = tensor(valuesOf(variable).slice(), variable.shape, variable.dtype);
      variable.assign(copy);
      copy.dispose();
    }
    taken.add(variable.dataId);
  }
}
