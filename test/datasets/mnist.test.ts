import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { mnist } from "../../lib/datasets/mnist";
import { mnistSource } from "../../lib/datasets/sources";
import { newFolder } from "../files/new-folder";
import { idx, writeGzip } from "./idx-fixture";

const { trainImages, trainLabels, testImages, testLabels } = mnistSource.files;

/** Six training and four test images of 2 × 3 pixels in MNIST's format. */
const small: Readonly<Record<string, Buffer>> = {
  [trainImages.name]: idx([6, 2, 3], Array(36).keys()),
  [trainLabels.name]: idx([6], [5, 0, 4, 1, 9, 2]),
  [testImages.name]: idx([4, 2, 3], Array(24).keys()),
  [testLabels.name]: idx([4], [7, 2, 1, 0]),
};
function folderOf(files: Readonly<Record<string, Buffer>>): string {
  const folder = newFolder();
  for (const [name, bytes] of Object.entries(files)) writeGzip(folder, name, bytes);
  return folder;
}
const load = (changed: Readonly<Record<string, Buffer>>) => mnist({ directory: folderOf({ ...small, ...changed }) });

afterEach(() => vi.unstubAllEnvs());

describe("mnist in a directory", () => {
  it("reads other data of the same format, named after the folder", async () => {
    const { train, test } = await load({});
    expect(train.name).toMatch(/^dark-knowledge-.* train$/);
    expect(train.shape).toEqual([2, 3, 1]);
    expect([...train.pixels]).toEqual([...Array(36).keys()]);
    expect([...test.labels]).toEqual([7, 2, 1, 0]);
  });

  it("takes the first examples", async () => {
    const { train, test } = await mnist({ directory: folderOf(small), train: 2, test: 1 });
    expect([...train.labels, ...test.labels]).toEqual([5, 0, 7]);
    expect(train.pixels).toHaveLength(12);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d examples", async (count) => {
    await expect(mnist({ train: count })).rejects.toThrow(`mnist: train: ${count} was given; a whole number from 1`);
  });

  it("refuses more examples than there are", async () => {
    await expect(mnist({ directory: folderOf(small), test: 5 })).rejects.toThrow(
      /t10k-\w+-idx\d-ubyte\.gz: the first 5 examples were asked for; it holds 4, 1 to 4 is accepted/,
    );
  });

  it("names a missing file", async () => {
    const directory = folderOf(small);
    rmSync(join(directory, testLabels.name));
    await expect(mnist({ directory })).rejects.toThrow(`${directory}: ${testLabels.name} is missing`);
  });

  it("names a truncated file", async () => {
    const directory = folderOf(small);
    const path = join(directory, trainImages.name);
    writeFileSync(path, readFileSync(path).subarray(0, -10));
    await expect(mnist({ directory })).rejects.toThrow(`${path}: the gzip data are cut off before their end`);
  });

  it("names labels in the place of images", async () => {
    const labels = idx([9], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await expect(load({ [testImages.name]: labels })).rejects.toThrow(
      /t10k-images-idx3-ubyte\.gz: the magic number is 0x00000801; 0x00000803 is accepted/,
    );
  });

  it("names both counts when there are not as many labels as images", async () => {
    await expect(load({ [trainLabels.name]: idx([5], [1, 2, 3, 4, 5]) })).rejects.toThrow(
      /train-labels-idx1-ubyte\.gz: 5 labels, but train-images-idx3-ubyte\.gz has 6 images/,
    );
  });

  it("names a label that is no digit", async () => {
    await expect(load({ [testLabels.name]: idx([4], [7, 2, 10, 0]) })).rejects.toThrow(
      "example 2 has the label 10; 0 to 9 are accepted",
    );
  });

  it("names the sizes of training and test images that differ", async () => {
    await expect(load({ [testImages.name]: idx([4, 3, 2], Array(24).keys()) })).rejects.toThrow(
      "training images are 2 × 3, test images 3 × 2; equal sizes are accepted",
    );
  });

  it("names trailing bytes", async () => {
    const bytes = Buffer.concat([small[trainLabels.name] as Buffer, Buffer.from("??")]);
    await expect(load({ [trainLabels.name]: bytes })).rejects.toThrow("train-labels-idx1-ubyte.gz: 2 trailing bytes");
  });
});

describe("mnist in DARK_KNOWLEDGE_DATA", () => {
  it("refuses files of the right format that are not the published ones", async () => {
    const data = newFolder();
    mkdirSync(join(data, "mnist"));
    for (const [name, bytes] of Object.entries(small)) writeGzip(join(data, "mnist"), name, bytes);
    vi.stubEnv("DARK_KNOWLEDGE_DATA", data);
    await expect(mnist()).rejects.toThrow(/ubyte\.gz: unpacks to \d+ bytes; \d+ are accepted/);
  });
});
