import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, it } from "vitest";
import { type CheckpointContent, readCheckpoint, writeCheckpoint } from "../../lib/training/checkpoint-files";
import { newFolder } from "../files/new-folder";
import { mutated } from "../hostile/mutation";
import { CASES, obeysTheRule, withinMemory } from "../hostile/rule";

const row = { epoch: 1, loss: 0.5, losses: { hard: 0.5 }, accuracy: 1, learningRate: 1e-3 };
const content: CheckpointContent = {
  state: {
    ...{ identity: { student: "a" }, engine: "onnx", steps: 7, kept: { best: 1 }, rows: [row] },
    position: { epoch: 2, learningRate: 0.1, sums: { terms: [3], loss: 3, right: 4, examples: 9, step: 3 } },
  },
  arrays: new Map([
    ["student 0", Float32Array.of(1, 2, 3, 4)],
    ["best 0", Float32Array.of(5)],
  ]),
};

const sum = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const accepts = ({ arrays, state }: CheckpointContent, body: Uint8Array): void => {
  const length = [...arrays.values()].reduce((total, each) => total + each.byteLength, 0);
  if (length !== body.length) throw new Error(`${length} bytes of ${body.length} were taken`);
  const { steps, position, rows } = state;
  const whole = [steps, position.epoch, ...rows.map(({ epoch }) => epoch)];
  if (!whole.every(Number.isSafeInteger)) throw new Error(`taken: ${JSON.stringify(state)}`);
};

describe("readCheckpoint", () => {
  it(`reads or refuses ${CASES} checkpoints by file, most with checksums that are right`, {
    timeout: 600_000,
  }, async () => {
    const folder = join(newFolder(), "run");
    await writeCheckpoint(folder, 7, content);
    const path = join(folder, "step-00000007");
    const [head, body] = [await readFile(join(path, "state.json")), await readFile(join(path, "arrays.f32"))];
    const given = fc.record({
      head: fc.oneof(mutated(fc.constant<Uint8Array>(head), true), fc.constant(head)),
      body: fc.oneof(fc.constant(body), mutated(fc.constant<Uint8Array>(body))),
      forged: fc.integer({ min: 0, max: 9 }),
    });
    const property = fc.asyncProperty(given, async ({ head, body, forged }) => {
      await writeFile(join(path, "state.json"), head);
      await writeFile(join(path, "arrays.f32"), body);
      if (forged > 0) await writeFile(join(path, "SHA256SUMS"), `${sum(head)}  state.json\n${sum(body)}  arrays.f32\n`);
      await obeysTheRule(
        path,
        () => readCheckpoint(folder, "step-00000007"),
        (value) => accepts(value, body),
      );
    });
    await withinMemory(200, () => fc.assert(property, { numRuns: CASES }));
  });
});
