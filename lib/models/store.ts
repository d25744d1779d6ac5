import * as tf from "../tensors/tf";
import "./dropout"; // registers SeededDropout, which a saved model may name
import type { InferOutput } from "valibot";
import { checkedJson } from "../files/checked-json";
import { replaceFolder } from "../files/replace-folder";
import { fromLayersModel } from "./from-layers-model";
import type { Net } from "./net";
import { damaged, fileNames, fingerprint, readChecked, readRecord } from "./saved-net";
import { formatVersion, modelSchema } from "./saved-schema";
import { checkTopology } from "./saved-topology";
import { withWeightBudget } from "./weight-budget";

/**
 * Writes a net to a folder, atomically: the net that stood there stands until the new one is complete.
 *
 * model.json and weights.bin are TensorFlow.js's LayersModel format (tf.loadLayersModel reads them); net.json holds the
 * taps and the checksums that `load` verifies.
 *
 * @param folder a new one, or one written by `save`
 * @throws Error if the folder holds other files
 */
export async function save(net: Net, folder: string): Promise<void> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await net.model.save({
    save: async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(given) };
    },
  });
  const { weightData, weightSpecs, ...topology } = artifacts!;
  const weightsManifest = [{ paths: [fileNames.weights], weights: weightSpecs }];
  const model = Buffer.from(JSON.stringify({ ...topology, weightsManifest }));
  const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
  const fingerprints = { [fileNames.model]: fingerprint(model), [fileNames.weights]: fingerprint(weights) };
  const record = JSON.stringify({ formatVersion, taps: net.taps, files: fingerprints }, null, 2);
  const files = { [fileNames.model]: model, [fileNames.weights]: weights, [fileNames.net]: `${record}\n` };
  await replaceFolder(folder, files, "save");
}

/**
 * Reads a net that `save` wrote, whole or not at all.
 * @param taps the taps to use, as literal types; without it all that were saved
 * @throws Error naming the file and what is wrong with it: missing, cut off, wrong checksum, no JSON, other version, or
 *   taps that the model does not have
 */
export function load(folder: string): Promise<Net>;
export function load<const Tap extends string>(folder: string, taps: readonly Tap[]): Promise<Net<Tap>>;
export async function load(folder: string, taps?: readonly string[]): Promise<Net> {
  const record = await readRecord(folder);
  const unsaved = taps?.find((tap) => !record.taps.includes(tap));
  if (unsaved !== undefined) {
    throw damaged(folder, fileNames.net, `has no tap "${unsaved}"; it has ${record.taps.join(", ") || "none"}`);
  }
  const text = (await readChecked(folder, fileNames.model, record)).toString("utf8");
  const model = checkedJson(text, modelSchema, (reason) => damaged(folder, fileNames.model, reason));
  const weights = await readChecked(folder, fileNames.weights, record);
  try {
    return await build(model, weights, { saved: record.taps, wanted: taps ?? record.taps });
  } catch (error) {
    throw damaged(folder, fileNames.model, `makes no net: ${(error as Error).message}`);
  }
}

async function build(
  { modelTopology, weightsManifest }: InferOutput<typeof modelSchema>,
  weights: Buffer,
  taps: { readonly saved: readonly string[]; readonly wanted: readonly string[] },
): Promise<Net> {
  const specs = weightsManifest.flatMap((group) => group.weights);
  const count = weights.length / Float32Array.BYTES_PER_ELEMENT;
  checkSpecs(specs, count);
  checkTopology(modelTopology);
  const model = await modelOf(modelTopology as unknown as Topology, count);
  try {
    const bytes = Uint8Array.from(weights).buffer;
    tf.tidy(() => model.loadWeights(tf.io.decodeWeights(bytes, specs)));
    fromLayersModel(model, taps.saved);
    return { model, taps: taps.wanted };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** @throws RangeError unless the weights have names of their own and as many numbers in all as the file */
function checkSpecs(specs: readonly { readonly name: string; readonly shape: readonly number[] }[], count: number) {
  const names = specs.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`it has two weights of the name "${twice}"`);
  const sum = specs.reduce((total, { shape }) => total + shape.reduce((product, extent) => product * extent, 1), 0);
  if (sum !== count) throw new RangeError(`its weights have ${sum} numbers; ${fileNames.weights} holds ${count}`);
}

type Topology = Parameters<typeof tf.models.modelFromJSON>[0];

/** tfjs's reader, which would leave the variables of the first layers behind if it failed at a later one. */
async function modelOf(topology: Topology, count: number): Promise<tf.LayersModel> {
  const registered = (): tf.NamedTensorMap => tf.engine().state.registeredVariables;
  const before = new Set(Object.keys(registered()));
  // Without weights it does all its work before it first waits.
  const reading = withWeightBudget(count, () => tf.models.modelFromJSON(topology));
  const made = Object.entries(registered()).filter(([name]) => !before.has(name));
  try {
    return await reading;
  } catch (error) {
    tf.dispose(made.map(([, variable]) => variable));
    throw new Error(`TensorFlow.js refuses its topology: ${(error as Error).message}`, { cause: error });
  }
}
