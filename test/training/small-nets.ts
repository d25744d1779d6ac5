import { mlp } from "../../lib/models/mlp";
import type { Net } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { bandedImages } from "./banded-images";

/** 150 examples: with batches of 40 the last one of an epoch has 30. */
export const train = bandedImages(150, 1);
export const validation = bandedImages(60, 2);

const task = { input: [8, 8, 1], classes: 3 } as const;

/** One hidden layer, nothing random. */
export const plainStudent = (seed = 1) => mlp({ ...task, hidden: [6], seed });

/** Two hidden layers, batch norm and dropout. */
export const fullStudent = (seed = 1) =>
  mlp({ ...task, hidden: [6, 5], batchNorm: true, dropout: { input: 0.1, hidden: 0.2 }, seed });

/** Batch norm and dropout, which have to rest while it teaches. */
export const wideTeacher = (seed = 2) =>
  mlp({ ...task, hidden: [12, 10], batchNorm: true, dropout: { input: 0.2, hidden: 0.5 }, seed });

/** Every weight of a net, moving averages too, by name without the net's own number. */
export const weightsOf = ({ model }: Net): ReadonlyMap<string, readonly number[]> =>
  new Map(model.weights.map((weight) => [weight.originalName, [...weight.read().dataSync()]]));

/** Every tensor that TensorFlow.js holds. */
export const tensorCount = (): number => tf.memory().numTensors;
