import { describe, expect, it } from "vitest";
import { type ReadIdxOptions, readIdx } from "../../lib/datasets/read-idx";
import { newFolder } from "../files/new-folder";
import { idx, noise, published, writeGzip } from "./idx-fixture";

const read = (bytes: Uint8Array, { rank = 3, take, fingerprint }: Partial<ReadIdxOptions> = {}) =>
  readIdx(writeGzip(newFolder(), "x.gz", bytes), { rank, take, fingerprint });
const six = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

describe("readIdx", () => {
  it("gives the values, the shape of an example and the count", async () => {
    expect(await read(idx([3, 2, 2], six))).toEqual({ values: Uint8Array.from(six), exampleShape: [2, 2], count: 3 });
  });

  it("takes the first examples and knows how many there are", async () => {
    const { values, count } = await read(idx([3, 2, 2], six), { take: 2 });
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(values.buffer.byteLength).toBe(8);
    expect(count).toBe(3);
  });

  it("puts together what comes in several chunks", async () => {
    const pixels = noise(600_000);
    expect(Buffer.compare((await read(idx([600, 10, 100], pixels))).values, pixels)).toBe(0);
  });

  it("refuses to take more than there are", async () => {
    const failure = read(idx([3, 2, 2], six), { take: 4 });
    await expect(failure).rejects.toThrow(RangeError);
    await expect(failure).rejects.toThrow("the first 4 examples were asked for; it holds 3, 1 to 3 is accepted");
  });

  it("names a file with fewer values than its header announces", async () => {
    await expect(read(idx([4, 2, 2], six))).rejects.toThrow(
      /x\.gz: unpacks to 28 bytes; the header announces the shape \[4, 2, 2\], 32 bytes/,
    );
  });

  it("names a file with trailing bytes, also behind the examples that are taken", async () => {
    for (const take of [undefined, 1]) {
      await expect(read(idx([2, 2, 2], six), { take })).rejects.toThrow(
        /x\.gz: 4 trailing bytes; the header announces the shape \[2, 2, 2\], 24 bytes/,
      );
    }
  });

  it("names a file that is shorter than a header", async () => {
    await expect(read(Buffer.alloc(15))).rejects.toThrow(/x\.gz: unpacks to 15 bytes; a header of 16 bytes/);
  });

  it("names a wrong magic number", async () => {
    await expect(read(idx([3], [1, 2, 3, 0, 0, 0, 0, 0]))).rejects.toThrow("0x00000801; 0x00000803 is accepted");
  });

  it("takes no memory for a header that announces more than the file can hold", async () => {
    await expect(read(idx([4_000_000_000, 1000, 1000], six))).rejects.toThrow(
      /a gzip file of \d+ bytes cannot hold them/,
    );
  });

  it("refuses a well-formed file that is not the published one, if it must be", async () => {
    const bytes = idx([3, 2, 2], six);
    const fingerprint = published("x.gz", idx([3, 2, 2], [...six].reverse()));
    await expect(read(bytes, { fingerprint })).rejects.toThrow(`${fingerprint.sha256} is accepted`);
    await expect(read(bytes, { fingerprint: published("x.gz", bytes) })).resolves.toBeDefined();
  });
});
