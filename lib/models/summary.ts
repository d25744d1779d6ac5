import { sizeOf } from "../tensors/host-tensor";
import * as tf from "../tensors/tf";
import { flops } from "./flops";
import type { Net } from "./net";

/** One layer of a `Summary`. */
export interface LayerSummary {
  readonly name: string;
  /** tfjs's class name, e.g. Dense. */
  readonly kind: string;
  /** Without the batch axis; null where only the images decide. */
  readonly outputShape: readonly (number | null)[];
  /** Weights that training moves. */
  readonly trainable: number;
  /** Weights that it does not, e.g. moving averages. */
  readonly nonTrainable: number;
  /** Per image, 2 per multiply-add of dense and convolution layers, the rest 0; undefined where it is not known. */
  readonly flops: number | undefined;
}

/** What a net is made of and what it costs. Bytes are those of its weights, 4 each (float32). */
export interface Summary extends Omit<LayerSummary, "name" | "kind" | "outputShape"> {
  readonly layers: readonly LayerSummary[];
  /** trainable + nonTrainable. */
  readonly parameters: number;
  readonly bytes: number;
  /** One row per layer and a total. */
  readonly table: {
    readonly columns: readonly { readonly title: string; readonly align?: "left" | "right" }[];
    readonly rows: readonly (readonly (string | number)[])[];
    readonly caption: string;
  };
}

const bytesPerParameter = 4;

/** Layers, output shapes, parameters, FLOPs per image and bytes of a net, as values and as a table. Makes no tensor. */
export function summary(net: Net): Summary {
  const layers = flatLayers(net.model).map(layerSummary);
  const trainable = sum(layers.map((layer) => layer.trainable));
  const nonTrainable = sum(layers.map((layer) => layer.nonTrainable));
  const counted = layers.map((layer) => layer.flops);
  const total = {
    trainable,
    nonTrainable,
    parameters: trainable + nonTrainable,
    flops: counted.includes(undefined) ? undefined : sum(counted as number[]),
    bytes: (trainable + nonTrainable) * bytesPerParameter,
  };
  return { layers, ...total, table: tableOf(net.model.name, layers, total) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const flatLayers = (model: tf.LayersModel): readonly tf.layers.Layer[] =>
  model.layers.flatMap((layer) => (layer instanceof tf.LayersModel ? flatLayers(layer) : [layer]));

function layerSummary(layer: tf.layers.Layer): LayerSummary {
  const count = (weights: tf.layers.Layer["weights"]): number =>
    sum(weights.map(({ shape }) => sizeOf(shape as number[])));
  const { shape } = [layer.getOutputAt(0)].flat()[0]!;
  return {
    name: layer.name,
    kind: layer.getClassName(),
    outputShape: shape.slice(1),
    trainable: count(layer.trainableWeights),
    nonTrainable: count(layer.nonTrainableWeights),
    flops: flops(layer),
  };
}

function tableOf(
  name: string,
  layers: readonly LayerSummary[],
  total: Pick<Summary, "parameters" | "flops" | "bytes" | "nonTrainable">,
): Summary["table"] {
  const unknown = "not known";
  const right = (title: string) => ({ title, align: "right" }) as const;
  const rows = layers.map(({ name: layer, kind, outputShape, trainable, nonTrainable, flops: work }) => {
    const parameters = trainable + nonTrainable;
    const shape = outputShape.map((extent) => extent ?? "?").join(" × ");
    return [layer, kind, shape, parameters, work ?? unknown, parameters * bytesPerParameter];
  });
  return {
    columns: [
      { title: "layer" },
      { title: "kind" },
      { title: "output" },
      ...["parameters", "FLOPs", "bytes"].map(right),
    ],
    rows: [...rows, ["total", "", "", total.parameters, total.flops ?? unknown, total.bytes]],
    caption:
      `${name}: ${total.nonTrainable} of ${total.parameters} parameters are not trained. FLOPs per image, 2 per ` +
      "multiply-add of dense and convolution layers; bytes of the weights as float32.",
  };
}
