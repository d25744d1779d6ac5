import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { load, save } from "../../lib/models/store";
import * as tf from "../../lib/tensors/tf";
import { network } from "./saved-perceptron";

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "dark-knowledge-store-"));
  folder = join(home, "nets", "student");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);

/** Changes net.json, and by it what the other files are expected to be. */
function editRecord(
  edit: (record: { taps: string[]; formatVersion: number; files: Record<string, unknown> }) => void,
): void {
  const record = JSON.parse(readFileSync(path("net.json"), "utf8"));
  edit(record);
  writeFileSync(path("net.json"), JSON.stringify(record));
}

/** Rewrites a file together with its checksum: damage that only reading the content finds. */
function forge(name: string, content: string | Uint8Array): void {
  writeFileSync(path(name), content);
  const bytes = readFileSync(path(name));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  editRecord((record) => {
    record.files[name] = { bytes: bytes.length, sha256 };
  });
}

/** A name that another weight of the file has. */
const twice = (): string =>
  `"name":${JSON.stringify(JSON.parse(readFileSync(path("model.json"), "utf8")).weightsManifest[0].weights.at(-1).name)}`;

describe("load names a damaged folder's file and reason, and leaves no tensor behind", () => {
  const damages: readonly (readonly [string, string, () => void, string])[] = [
    ["no folder", "net.json", () => rmSync(folder, { recursive: true }), "is missing; a folder written by save holds"],
    ["no net.json", "net.json", () => rmSync(path("net.json")), "is missing; a folder written by save holds"],
    ["no weights", "weights.bin", () => rmSync(path("weights.bin")), "is missing"],
    ["no model", "model.json", () => rmSync(path("model.json")), "is missing"],
    ["cut weights", "weights.bin", () => truncateSync(path("weights.bin"), 100), "has 100 bytes; net.json says"],
    [
      "one bit of the weights",
      "weights.bin",
      () => {
        const weights = readFileSync(path("weights.bin"));
        weights[17]! ^= 1;
        writeFileSync(path("weights.bin"), weights);
      },
      "has the SHA-256",
    ],
    [
      "another model of the same length",
      "model.json",
      () => writeFileSync(path("model.json"), readFileSync(path("model.json"), "utf8").replace("0.9", "0.8")),
      "has the SHA-256",
    ],
    ["half of net.json", "net.json", () => truncateSync(path("net.json"), 50), "is not JSON"],
    ["null in net.json", "net.json", () => writeFileSync(path("net.json"), "null"), "holds null; Object is accepted"],
    [
      "a later format",
      "net.json",
      () => editRecord((record) => void Object.assign(record, { formatVersion: 2 })),
      'holds 2 in "formatVersion"; 1 is accepted',
    ],
    [
      "no taps",
      "net.json",
      () => editRecord((record) => void Object.assign(record, { taps: undefined })),
      'has no "taps"',
    ],
    [
      "no checksum",
      "net.json",
      () => editRecord((record) => void Object.assign(record, { files: {} })),
      'has no "files.model.json"',
    ],
    [
      "taps that the model does not have",
      "model.json",
      () => editRecord((record) => void record.taps.push("stage9")),
      'makes no net: fromLayersModel: no layer "stage9"',
    ],
    ["a forged model.json that is no JSON", "model.json", () => forge("model.json", "{"), "is not JSON"],
    ["a forged model.json without a topology", "model.json", () => forge("model.json", "{}"), 'has no "modelTopology"'],
    [
      "a forged model with a layer of another width",
      "model.json",
      () => forge("model.json", readFileSync(path("model.json"), "utf8").replace('"units":4', '"units":5')),
      "makes no net",
    ],
    [
      "a forged model that fails at its last layer",
      "model.json",
      () => forge("model.json", readFileSync(path("model.json"), "utf8").replace('"units":2', '"units":-2')),
      "makes no net",
    ],
    [
      "forged weights, cut",
      "model.json",
      () => forge("weights.bin", new Uint8Array(8)),
      "makes no net: its weights have",
    ],
    [
      "a forged model with a layer of a billion units",
      "model.json",
      () => forge("model.json", readFileSync(path("model.json"), "utf8").replace('"units":4', '"units":1000000000')),
      'makes no net: TensorFlow.js refuses its topology: the weight "kernel" of layer "dense2" has the shape [3, 1000000000]',
    ],
    [
      "a forged model with a weight named twice",
      "model.json",
      () => forge("model.json", readFileSync(path("model.json"), "utf8").replace(/"name":"[^"]+\/bias"/, twice)),
      "makes no net: it has two weights of the name",
    ],
    [
      "a forged model with a weight of another type",
      "model.json",
      () =>
        forge(
          "model.json",
          readFileSync(path("model.json"), "utf8").replace('"dtype":"float32"}]', '"dtype":"string"}]'),
        ),
      'holds "string" in "weightsManifest.0.weights.',
    ],
  ];

  it.each(damages)("%s", async (_, file, damage, reason) => {
    await save(network(), folder);
    damage();
    const { numTensors } = tf.memory();
    const failure = await load(folder).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).toContain(`load: "${path(file)}" ${reason}`);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
