/** Why a kernel of tfjs can't be compiled, and what is written instead. */
export interface Refusal {
  readonly why: string;
  readonly instead: string;
}

/** What depends on values has no shape when the graph is made. */
const SHAPE = "the shape of its result depends on values, and a graph's shapes are fixed";
const COMPLEX = "a graph has no complex numbers";
const TEXT = "a graph has no strings";

const refusal = (why: string, instead: string): Refusal => ({ why, instead });
const each = (names: string, why: string, instead: string): Record<string, Refusal> =>
  Object.fromEntries(names.split(" ").map((name) => [name, refusal(why, instead)]));

const PARTS =
  "compute with real and imaginary parts as two tensors (a Fourier transform is a product with two matrices)";
const BEFORE = "compute it before, where the data is prepared, and feed what comes out";

/** Every kernel of tfjs' cpu backend that has no rule. */
export const refusals: Readonly<Record<string, Refusal>> = {
  ...each("Complex ComplexAbs Real Imag FFT IFFT", COMPLEX, PARTS),
  ...each("StaticRegexReplace StringNGrams StringSplit StringToHashBucketFast", TEXT, BEFORE),
  ...each(
    "NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5",
    SHAPE,
    "return boxes and scores, and choose outside",
  ),
  ...each("RaggedGather RaggedRange RaggedTensorToTensor", SHAPE, "pad rows to one length, and multiply with a mask"),
  ...each("SparseFillEmptyRows SparseReshape", SHAPE, "tf.sparseToDense, then operations on the dense tensor"),
  ...each(
    "SparseSegmentMean SparseSegmentSum",
    SHAPE,
    "tf.unsortedSegmentSum of what tf.gather takes, for a number of segments that is given",
  ),
  Unique: refusal(SHAPE, "tf.oneHot or tf.bincount over values from a known range"),
  Multinomial: refusal(
    "a number drawn inside would be the same at every call",
    "draw outside, and feed what was drawn; random masks come from keepMask",
  ),
  BroadcastArgs: refusal(
    "shapes are known when the graph is made",
    "tf.broadcastTo with a shape computed in JavaScript from tensor.shape",
  ),
  Draw: refusal("there is no canvas in a graph", "return the tensor, and draw outside"),
};
