import type { HostValues } from "../../tensors/host-tensor";

/** The number that TensorFlow has for each element type (types.proto, DataType). */
export const TENSORFLOW_TYPE = { float32: 1, int32: 3, uint8: 4, string: 7, int64: 9, bool: 10, resource: 20 } as const;

/** The number that the C interface has for each kind of attribute (tf_attrtype.h). */
export const ATTRIBUTE_KIND = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;

/** A tensor that the library holds. */
export interface HeldTensor {
  readonly id: number;
  readonly shape: readonly number[];
  /** One of `TENSORFLOW_TYPE`. */
  readonly dtype: number;
}

/** An attribute as an operation is given it. */
export interface OperationAttribute {
  readonly name: string;
  /** One of `ATTRIBUTE_KIND`. */
  readonly type: number;
  readonly value: unknown;
}

/** What the N-API module of @tensorflow/tfjs-node offers. Every call is synchronous. */
export interface Binding {
  readonly TF_Version: string;
  /** Shares the memory of `values` until the tensor is deleted. */
  readonly createTensor: (shape: readonly number[], type: number, values: HostValues) => number;
  readonly deleteTensor: (id: number) => void;
  /** A copy of the values. */
  readonly tensorDataSync: (id: number) => HostValues;
  readonly executeOp: (
    name: string,
    attributes: readonly OperationAttribute[],
    inputs: readonly number[],
    outputs: number,
  ) => readonly HeldTensor[];
  readonly loadSavedModel: (folder: string, tags: string) => number;
  readonly deleteSavedModel: (id: number) => void;
  /** Names are separated by commas. */
  readonly runSavedModel: (
    id: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ) => readonly HeldTensor[];
  readonly isUsingGpuDevice: () => boolean;
  readonly getNumOfTensors: () => number;
  readonly getNumOfSavedModels: () => number;
}
