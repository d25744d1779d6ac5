import { createHash } from "node:crypto";
import type { Engine } from "../compile/engine";
import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import { INPUT_GRADIENT } from "./forward";
import { PREPROCESSING } from "./images";

/** Of the layout of a file of views. */
const FORMAT = 1;

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

/**
 * What a teacher's views of a split depend on, as a SHA-256 in 64 hexadecimal digits: the model and its weights, the
 * taps, the pixels and what is done to them, the labels if the gradient by the input is among the views, and the engine with
 * its threads, which rounds in its own way.
 * @param shown the taps, and `INPUT_GRADIENT` if it is shown
 */
export async function viewsKey(teacher: Net, shown: readonly string[], split: Split, engine: Engine): Promise<string> {
  const hash = createHash("sha256");
  const { name, description } = engine;
  const model = teacher.model.toJSON(null, false);
  hash.update(JSON.stringify([FORMAT, PREPROCESSING, name, description, shown, split.length, split.shape, model]));
  for (const weight of teacher.model.weights) hash.update(bytesOf(await weight.read().data()));
  if (shown.includes(INPUT_GRADIENT)) hash.update(split.labels);
  return hash.update(split.pixels).digest("hex");
}
