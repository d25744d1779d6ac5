import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, it } from "vitest";
import { type IdxExamples, readIdx } from "../../lib/datasets/read-idx";
import { newFolder } from "../files/new-folder";
import { mutated } from "../hostile/mutation";
import { CASES, obeysTheRule, withinMemory } from "../hostile/rule";
import { idx, noise } from "./idx-fixture";

const images = idx([3, 4, 5], noise(60));
const zeros = idx([50, 28, 28], new Uint8Array(50 * 28 * 28));
const gzip = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 1 });

const packed = fc.oneof(
  mutated(fc.constantFrom<Uint8Array>(images, zeros)).map(gzip),
  mutated(fc.constantFrom<Uint8Array>(gzip(images), gzip(zeros))),
  fc.uint8Array({ maxLength: 40 }).map(gzip),
  fc.uint8Array({ maxLength: 40 }),
);

const accepts = ({ values, exampleShape, count }: IdxExamples): void => {
  const size = exampleShape.reduce((product, extent) => product * extent, count);
  if (exampleShape.length !== 2 || size !== values.length || size === 0) {
    throw new Error(`${values.length} values were taken for [${[count, ...exampleShape].join(", ")}]`);
  }
};

describe("readIdx", () => {
  it(`reads or refuses ${CASES} files by name`, { timeout: 600_000 }, async () => {
    const path = join(newFolder(), "images.gz");
    const property = fc.asyncProperty(packed, async (bytes) => {
      await writeFile(path, bytes);
      await obeysTheRule(path, () => readIdx(path, { rank: 3, take: undefined, fingerprint: undefined }), accepts);
    });
    await withinMemory(200, () => fc.assert(property, { numRuns: CASES }));
  });
});
