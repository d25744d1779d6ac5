import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { load, save } from "../../lib/models/store";
import * as tf from "../../lib/tensors/tf";
import { newFolder } from "../files/new-folder";
import { mutated } from "../hostile/mutation";
import { CASES, obeysTheRule, withinMemory } from "../hostile/rule";
import { network } from "./saved-perceptron";

const print = (bytes: Uint8Array) => ({
  bytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

describe("load", () => {
  it(`reads or refuses ${CASES} folders by file, and leaves no tensor`, { timeout: 900_000 }, async () => {
    const folder = join(newFolder(), "net");
    const net = network();
    await save(net, folder);
    net.model.dispose();
    const names = ["net.json", "model.json", "weights.bin"] as const;
    const [record, model, weights] = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const json = (bytes: Uint8Array) => mutated(fc.constant(bytes), true);
    const given = fc.oneof(
      { weight: 1, arbitrary: fc.record({ record: json(record!) }) },
      { weight: 1, arbitrary: fc.record({ weights: mutated(fc.constant<Uint8Array>(weights!)) }) },
      { weight: 3, arbitrary: fc.record({ model: json(model!) }) },
    );
    const { numTensors } = tf.memory();
    let read = 0;
    const property = fc.asyncProperty(given, async (changed: Readonly<Record<string, Uint8Array>>) => {
      const [m, w] = [changed.model ?? model!, changed.weights ?? weights!];
      const forged = { ...JSON.parse(record!.toString()), files: { "model.json": print(m), "weights.bin": print(w) } };
      await writeFile(join(folder, "model.json"), m);
      await writeFile(join(folder, "weights.bin"), w);
      await writeFile(join(folder, "net.json"), changed.record ?? JSON.stringify(forged));
      await obeysTheRule(folder, async () => {
        const found = await load(folder);
        const floats = found.model.countParams();
        found.model.dispose();
        if (floats * 4 !== w.length) throw new Error(`${floats} weights of ${w.length} bytes were taken`);
        read += 1;
      });
      expect(tf.memory().numTensors).toBe(numTensors);
    });
    await withinMemory(400, () => fc.assert(property, { numRuns: CASES }));
    expect(read).toBeGreaterThan(0);
  });
});
