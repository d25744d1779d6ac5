import * as tf from "../tensors/tf";
import "./dropout"; // registers SeededDropout, which a saved model may name
import { replaceFolder } from "../files/replace-folder";
import { fromLayersModel } from "./from-layers-model";
import type { Net } from "./net";
import { damaged, fileNames, fingerprint, formatVersion, parseJson, readChecked, readRecord } from "./saved-net";

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
  const topology = parseJson(folder, fileNames.model, await readChecked(folder, fileNames.model, record));
  const weights = await readChecked(folder, fileNames.weights, record);
  try {
    return await build(topology as tf.io.ModelJSON, weights, { saved: record.taps, wanted: taps ?? record.taps });
  } catch (error) {
    throw damaged(folder, fileNames.model, `makes no net: ${(error as Error).message}`);
  }
}

async function build(
  { modelTopology, weightsManifest }: tf.io.ModelJSON,
  weights: Buffer,
  taps: { readonly saved: readonly string[]; readonly wanted: readonly string[] },
): Promise<Net> {
  const model = await modelOf(modelTopology as Parameters<typeof tf.models.modelFromJSON>[0]);
  try {
    const specs = weightsManifest.flatMap((group) => group.weights);
    const bytes = Uint8Array.from(weights).buffer;
    tf.tidy(() => model.loadWeights(tf.io.decodeWeights(bytes, specs)));
    fromLayersModel(model, taps.saved);
    return { model, taps: taps.wanted };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** tfjs's reader, which would leave the variables of the first layers behind if it failed at a later one. */
async function modelOf(topology: Parameters<typeof tf.models.modelFromJSON>[0]): Promise<tf.LayersModel> {
  const registered = (): tf.NamedTensorMap => tf.engine().state.registeredVariables;
  const before = new Set(Object.keys(registered()));
  const reading = tf.models.modelFromJSON(topology); // without weights it does all its work before it first waits
  const made = Object.entries(registered()).filter(([name]) => !before.has(name));
  try {
    return await reading;
  } catch (error) {
    tf.dispose(made.map(([, variable]) => variable));
    throw error;
  }
}
