import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unpacked } from "../../lib/datasets/gunzip";
import { newFolder } from "../files/new-folder";
import { noise, writeGzip } from "./idx-fixture";

async function unpack(path: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpacked(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const file = (bytes: Uint8Array): string => {
  const path = join(newFolder(), "some.gz");
  writeFileSync(path, bytes);
  return path;
};

describe("unpacked", () => {
  const content = noise(700_000);

  it("gives the bytes that were packed, over many chunks", async () => {
    expect((await unpack(file(gzipSync(content)))).equals(content)).toBe(true);
  });

  it("names a file that is missing", async () => {
    const path = join(newFolder(), "none.gz");
    await expect(unpack(path)).rejects.toThrow(`${path}: the file is missing`);
  });

  it("names a folder in the place of the file", async () => {
    const path = newFolder();
    await expect(unpack(path)).rejects.toThrow(`${path}: the file cannot be read (EISDIR`);
  });

  it.each([0, 1, 5, 300_000])("names a file that is cut off after %d bytes", async (length) => {
    const path = file(gzipSync(content).subarray(0, length));
    await expect(unpack(path)).rejects.toThrow(`${path}: the gzip data are cut off before their end`);
  });

  it("names a file that lacks its last byte", async () => {
    await expect(unpack(file(gzipSync(content).subarray(0, -1)))).rejects.toThrow("cut off before their end");
  });

  it("names a file that is no gzip, with its first bytes", async () => {
    await expect(unpack(file(Buffer.from("<html>")))).rejects.toThrow(
      "no gzip file: it begins with the bytes 3c 68; 1f 8b is accepted",
    );
  });

  it("names a file with a flipped bit", async () => {
    const packed = gzipSync(content);
    packed[350_000] = (packed[350_000] as number) ^ 1;
    await expect(unpack(file(packed))).rejects.toThrow(/some\.gz: the gzip data are damaged \(/);
  });

  it.each(["rubbish", "\0\0\0\0"])("names a file with trailing bytes (%j)", async (tail) => {
    const path = file(Buffer.concat([gzipSync(content), Buffer.from(tail)]));
    await expect(unpack(path)).rejects.toThrow(/some\.gz: .*trailing bytes follow the gzip data/);
  });

  it("may be left early", async () => {
    const path = writeGzip(newFolder(), "some.gz", content);
    for await (const chunk of unpacked(path)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(readFileSync(path).length).toBeGreaterThan(0);
  });
});
