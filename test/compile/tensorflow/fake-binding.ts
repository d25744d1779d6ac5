import type { Binding, HeldTensor } from "../../../lib/compile/tensorflow/binding";
import { type HostTensor, typeOf } from "../../../lib/tensors/host-tensor";

const TYPES = { float32: 1, int32: 3, uint8: 4 };

/** What was done with a stand-in for the native module. */
export interface FakeBinding {
  readonly binding: Binding;
  /** The tensors that are held, by their ids. */
  readonly held: ReadonlyMap<number, HostTensor>;
  readonly calls: readonly string[];
}

/**
 * A native module that computes nothing: every operation gives a float32 [1] of zeros for each output, and a session
 * gives what `run` says.
 */
export function fakeBinding(
  run: (fed: Readonly<Record<string, HostTensor>>, output: string) => HostTensor = () => ({
    values: new Float32Array(1),
    shape: [1],
  }),
): FakeBinding {
  const held = new Map<number, HostTensor>();
  const calls: string[] = [];
  let count = 0;
  const hold = (tensor: HostTensor): HeldTensor => {
    count += 1;
    held.set(count, tensor);
    return { id: count, shape: tensor.shape, dtype: TYPES[typeOf(tensor.values)] };
  };
  const binding: Binding = {
    TF_Version: "0.0.0",
    createTensor: (shape, _type, values) => hold({ values, shape }).id,
    deleteTensor: (id) => void held.delete(id),
    tensorDataSync: (id) => held.get(id)!.values.slice(),
    executeOp(name, _attributes, inputs, outputs) {
      calls.push(`${name}(${inputs.join()})`);
      return Array.from({ length: outputs }, () => hold({ values: new Float32Array(1), shape: [1] }));
    },
    loadSavedModel(folder, tags) {
      calls.push(`load ${folder} ${tags}`);
      return 7;
    },
    deleteSavedModel: (id) => void calls.push(`delete ${id}`),
    runSavedModel(id, inputs, inputNames, outputNames) {
      calls.push(`run ${id} ${inputNames} → ${outputNames}`);
      const names = inputNames === "" ? [] : inputNames.split(",");
      const fed = Object.fromEntries(names.map((name, i) => [name, held.get(inputs[i]!)!]));
      return outputNames.split(",").map((name) => hold(run(fed, name)));
    },
    isUsingGpuDevice: () => false,
    getNumOfTensors: () => held.size,
    getNumOfSavedModels: () => 0,
  };
  return { binding, held, calls };
}
