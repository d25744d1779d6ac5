import * as tf from "../../tensors/tf";

type Call = Parameters<tf.KernelConfig["kernelFunc"]>[0];
type Kernel = tf.KernelConfig["kernelFunc"];

/** Inputs of one type in another, which libtensorflow has the operation for. */
const inputsAs =
  (from: tf.DataType, to: "int32" | "float32") =>
  (kernel: Kernel): Kernel =>
  (call) => {
    const cast = (input: tf.TensorInfo): tf.TensorInfo =>
      input.dtype === from ? tf.cast(input as tf.Tensor, to) : input;
    const inputs = Object.entries(call.inputs).map(([name, input]) => [name, cast(input as tf.TensorInfo)]);
    return kernel({ ...call, inputs: Object.fromEntries(inputs) });
  };

/** A result in int32, as the cpu backend has it. */
const wholeResult =
  (kernel: Kernel): Kernel =>
  (call) =>
    tf.cast(kernel(call) as tf.Tensor, "int32");

/** A sum in float32, as the cpu backend has it. */
const floatResult =
  (kernel: Kernel): Kernel =>
  (call) =>
    tf.cast(kernel(call) as tf.Tensor, "float32");

/** An axis from the end becomes one from the start. */
const axisFromStart =
  (kernel: Kernel): Kernel =>
  (call) => {
    const { axis } = call.attrs as { readonly axis: number };
    const { rank } = call.inputs.x as tf.Tensor;
    return kernel({ ...call, attrs: { ...call.attrs, axis: axis < 0 ? axis + rank : axis } });
  };

/** Bounds of an int32 may be infinite or fractions: they are float32. */
const inFloat =
  (kernel: Kernel): Kernel =>
  (call: Call) => {
    const x = call.inputs.x as tf.Tensor;
    if (x.dtype === "float32") return kernel(call);
    return tf.cast(kernel({ ...call, inputs: { x: tf.cast(x, "float32") } }) as tf.Tensor, x.dtype);
  };

/** The step of a relu's gradient, where 0 stays 0: the sign of the positive part, two operations for seven. */
const signOfPositive =
  (kernel: Kernel): Kernel =>
  (call) => {
    if ((call.attrs as { readonly alpha: number }).alpha !== 0) return kernel(call);
    return tf.sign(tf.relu(call.inputs.x as tf.Tensor));
  };

const boolsAsNumbers = inputsAs("bool", "int32");
const wholeAsFloats = inputsAs("int32", "float32");

/** What is changed in kernels of @tensorflow/tfjs-node 4.22.0: they refuse, do otherwise than the cpu backend, or dawdle. */
export const CORRECTIONS: Readonly<Record<string, (kernel: Kernel) => Kernel>> = {
  [tf.Greater]: boolsAsNumbers,
  [tf.GreaterEqual]: boolsAsNumbers,
  [tf.Less]: boolsAsNumbers,
  [tf.LessEqual]: boolsAsNumbers,
  [tf.IsNan]: wholeAsFloats,
  [tf.IsInf]: wholeAsFloats,
  [tf.IsFinite]: wholeAsFloats,
  [tf.FloorDiv]: wholeResult,
  [tf.GatherV2]: axisFromStart,
  [tf.ClipByValue]: inFloat,
  [tf.Round]: inFloat,
  [tf.Step]: signOfPositive,
  [tf.UnsortedSegmentSum]: floatResult,
};
