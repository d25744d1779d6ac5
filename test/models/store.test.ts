import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fromLayersModel } from "../../lib/models/from-layers-model";
import type { Net } from "../../lib/models/net";
import { load, save } from "../../lib/models/store";
import * as tf from "../../lib/tensors/tf";
import { logits, network } from "./saved-perceptron";

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "dark-knowledge-store-"));
  folder = join(home, "nets", "student");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);

describe("save and load", () => {
  it("give back the net: taps, weights, moving averages, dropout and its masks", async () => {
    const net = network();
    logits(net, true); // moves the averages
    await save(net, folder);
    const read = await load(folder);
    expect(read.taps).toEqual(net.taps);
    expect(logits(read)).toEqual(logits(net));
    expect(logits(read, true)).toEqual(logits(net, true));
    expect(read.model.layers.map(({ name }) => name)).toEqual(net.model.layers.map(({ name }) => name));
  });

  it("write the same bytes for a net that was read", async () => {
    await save(network(), folder);
    const again = join(home, "again");
    await save(await load(folder), again);
    for (const name of ["model.json", "weights.bin", "net.json"]) {
      expect(readFileSync(join(again, name)).equals(readFileSync(path(name)))).toBe(true);
    }
  });

  it("write what other tools of TensorFlow.js read", async () => {
    const net = network();
    await save(net, folder);
    const { modelTopology, weightsManifest, format } = JSON.parse(readFileSync(path("model.json"), "utf8"));
    expect([format, weightsManifest[0].paths]).toEqual(["layers-model", ["weights.bin"]]);
    const weightData = Uint8Array.from(readFileSync(path("weights.bin"))).buffer;
    const artifacts = { modelTopology, weightSpecs: weightsManifest[0].weights, weightData };
    const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    expect(logits({ model, taps: [] })).toEqual(logits(net));
  });

  it("use the taps that are asked for, as literal types", async () => {
    await save(network(), folder);
    const read: Net<"hidden2"> = await load(folder, ["hidden2"]);
    expect(read.taps).toEqual(["hidden2"]);
    await expect(load(folder, ["hidden9"])).rejects.toThrow(
      `load: "${path("net.json")}" has no tap "hidden9"; it has preActivation1, hidden1, preActivation2, hidden2`,
    );
  });

  it("keep a model of one's own", async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 2, kernelSize: 2, inputShape: [2, 2, 1], name: "map" }),
        tf.layers.flatten(),
      ],
    });
    const net = fromLayersModel(model, ["map"]);
    await save(net, folder);
    expect(logits(await load(folder))).toEqual(logits(net));
  });

  it("leak no tensor", async () => {
    const net = network();
    const { numTensors } = tf.memory();
    await save(net, folder);
    expect(tf.memory().numTensors).toBe(numTensors);
    const read = await load(folder);
    expect(tf.memory().numTensors).toBe(numTensors + read.model.weights.length);
    read.model.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
