// The library's table of contents: what a notebook or a program imports from "dark-knowledge".

// compile: a function written in TensorFlow.js becomes one graph
export { type Compiled, type CompileOptions, compile } from "./compile/compile";
export { type ExplainOptions, type Explanation, explain, type OperationShare } from "./compile/explain";
export type { Optimizer } from "./compile/optimizer";
export { type EngineOptions, useEngine } from "./compile/use-engine";
// datasets: splits of bytes on the host
export type { Augmentation } from "./datasets/augment";
export { type Batch, batches } from "./datasets/batches";
export { mnist } from "./datasets/mnist";
export { shiftJitter } from "./datasets/shift-jitter";
export { type ImageShape, type Split, splitOf } from "./datasets/split";
export { splitOff, subset } from "./datasets/subset";
// losses: one method, one file, one term
export { type ActivationBoundaryOptions, activationBoundary } from "./losses/activation-boundary";
export { type AttentionOptions, attentionMap, attentionTransfer } from "./losses/attention-transfer";
export { type FactorTransferOptions, factorTransfer } from "./losses/factor-transfer";
export { featureTerm } from "./losses/feature-term";
export { type FitNetsOptions, fitNets } from "./losses/fit-nets";
export { flowMatrix, flowOfSolution } from "./losses/flow-of-solution";
export { type GradientAttentionOptions, gradientAttention } from "./losses/gradient-attention";
export { hardLabels } from "./losses/hard-labels";
export {
  type NeuronSelectivityKernel,
  type NeuronSelectivityOptions,
  neuronSelectivity,
} from "./losses/neuron-selectivity";
export type { Paraphraser } from "./losses/paraphraser";
export type { RegressorForm } from "./losses/regressor";
export { type RelationalOptions, relational } from "./losses/relational";
export { softTargets } from "./losses/soft-targets";
export { sparsityPattern } from "./losses/sparsity-pattern";
export type { BoundTerm, InputGradients, Pair, Shapes, Term, Views } from "./losses/term";
// models: a net is a LayersModel and its named taps
export { type ConvNetOptions, convNet } from "./models/conv-net";
export { SeededDropout } from "./models/dropout";
export { fromLayersModel } from "./models/from-layers-model";
export { inputGradient } from "./models/input-gradient";
export { mlp } from "./models/mlp";
export { type Net, nonTrainableVariables, tapped, tapShape, trainableVariables, type View } from "./models/net";
export { type PlainPass, plainPass } from "./models/plain-pass";
export { load, save } from "./models/store";
export { type Summary, summary } from "./models/summary";
// notebook: what a cell shows
export { progress } from "./notebook/progress";
export { show } from "./notebook/show";
// plotting: numbers in, a Vega-Lite spec out
export { barChart } from "./plotting/bar-chart";
export { heatmap } from "./plotting/heatmap";
export { imageGrid } from "./plotting/image-grid";
export { lineChart } from "./plotting/line-chart";
export { scatter } from "./plotting/scatter";
export { softTargetSlider } from "./plotting/soft-target-slider";
export type { ChartOptions, VegaLiteSpec } from "./plotting/spec";
export type { Table } from "./plotting/table";
// tensors: the one TensorFlow.js instance, arrays on the host, random numbers by seed
export { type HostTensor, hostTensor } from "./tensors/host-tensor";
export { eagerSource } from "./tensors/keep-bits";
export { keepMask, type RandomSource, withRandomSource } from "./tensors/random-source";
export * as tf from "./tensors/tf";
// training: one loop
export { adam, adamW } from "./training/adam";
export { earlyStopping, printEpoch } from "./training/callbacks";
export type { CheckpointOptions } from "./training/checkpoints";
export { evaluate, predict } from "./training/evaluate";
export type { Callback, EpochRow, FitEvent } from "./training/events";
export { fit } from "./training/fit";
export type { FitOptions } from "./training/fit-options";
export { DivergedError, type History } from "./training/history";
export { type RecordOptions, readHistory, recordHistory } from "./training/history-file";
export { meanAndDeviation } from "./training/mean-and-deviation";
export type { Objective, Weight } from "./training/objective";
export type { ParaphraserTraining } from "./training/paraphraser-options";
export { type ResultRow, resultRow } from "./training/result-row";
export { resultTable } from "./training/result-table";
export { constant, cosine, oneCycle, reduceOnPlateau, type Schedule } from "./training/schedules";
export { sgd } from "./training/sgd";
export { type TrainedParaphraser, trainParaphraser } from "./training/train-paraphraser";
