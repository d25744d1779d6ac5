import { describe, expect, it } from "vitest";
import { mlp } from "../../lib/models/mlp";
import { checkTopology } from "../../lib/models/saved-topology";
import * as tf from "../../lib/tensors/tf";
import { network } from "./saved-perceptron";

const call = (name: string, ...sources: readonly (readonly unknown[])[]) => ({
  ...{ name, class_name: "ReLU", config: { name } },
  inbound_nodes: sources.length === 0 ? [] : [sources],
});
const input = { ...call("images"), class_name: "InputLayer" };
const model = (layers: unknown, class_name = "Model") => ({ class_name, config: { name: "net", layers } });

describe("checkTopology", () => {
  it("takes what tfjs writes: chains, branches, shared layers, models in models", () => {
    const inner = mlp({ input: [2, 2, 1], hidden: [3], classes: 4, seed: 1 }).model;
    const images = tf.input({ shape: [2, 2, 1] });
    const shared = tf.layers.dense({ units: 4 });
    const twice = [inner.apply(images), inner.apply(images)] as tf.SymbolicTensor[];
    const branch = tf.layers.add().apply(twice) as tf.SymbolicTensor;
    const sequential = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [4] })] });
    const output = shared.apply(sequential.apply(shared.apply(branch))) as tf.SymbolicTensor;
    for (const each of [network().model, inner, tf.model({ inputs: images, outputs: output }), sequential]) {
      const topology = each.toJSON(undefined, false);
      expect(() => checkTopology(topology)).not.toThrow();
    }
  });

  it.each([
    ["a layer that takes its own call", [input, call("a", ["a", 0, 0])], 'the layer "a" takes a call of "a"'],
    ["two that wait for each other", [input, call("a", ["b", 0, 0]), call("b", ["a", 0, 0])], 'takes a call of "b"'],
    [
      "a source that is not there",
      [input, call("a", ["images", 0, 0], ["z", 0, 0])],
      'a call of "z" that is never made',
    ],
    ["a second call of an input", [input, call("a", ["images", 1, 0])], 'a call of "images" that is never made'],
    ["a source of the prototype", [input, call("a", ["__proto__", 0, 0])], 'a call of "__proto__"'],
    ["a layer twice", [input, input], "has two layers of one name"],
    ["another name in the config", [{ ...input, config: { name: "b" } }], 'the layer "images" has another name'],
    ["a key in tfjs's own spelling", [{ ...input, inboundNodes: [] }], 'holds "inboundNodes"'],
    ["a call of no number", [input, call("a", ["images", "0", 0])], 'holds "0" in "1.inbound_nodes.0.0.1"'],
    ["no layers", undefined, "holds undefined; Array is accepted"],
  ])("refuses %s", (_, layers, reason) => {
    for (const each of [model(layers), model(layers, "Functional"), { className: "Model", config: { layers } }]) {
      expect(() => checkTopology(each)).toThrow(reason);
      expect(() => checkTopology({ class_name: "TimeDistributed", config: { layer: each } })).toThrow(reason);
    }
  });

  it("refuses what is nested without end", () => {
    expect(() => checkTopology(JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`))).toThrow(
      "is nested deeper than 64 times",
    );
  });
});
