import { basename, join, resolve } from "node:path";
import { download } from "./download";
import { locate } from "./locate";
import { readIdx } from "./read-idx";
import { mnistSource, type SourceFile } from "./sources";
import { type Split, splitOf } from "./split";

export interface MnistOptions {
  /** The first examples of the training file, from 1; all 60,000 by default. */
  readonly train?: number;
  /** The first examples of the test file, from 1; all 10,000 by default. */
  readonly test?: number;
  /** A folder with four files of MNIST's names and format, e.g. Fashion-MNIST; their content is up to you. */
  readonly directory?: string;
  /** Told where the data are downloaded from and how far; `console.log` by default. */
  readonly log?: (line: string) => void;
}

const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * MNIST: handwritten digits of 28 × 28 grey pixels (0 background, 255 ink), labels 0 to 9.
 *
 * The files are looked up in `directory`, in `mnist/` of the folder that DARK_KNOWLEDGE_DATA names, in the repository's
 * data/, and in the user's cache, into which they are downloaded if they are nowhere. Header and size of every file are
 * checked; the SHA-256 too, except in `directory`, so that data of the same format can stand in.
 * @throws RangeError if more examples are asked for than there are, or fewer than 1
 * @throws Error that names the file if one is missing, damaged, of another format, or not the published one; if images
 *   and labels do not fit; if the download fails
 */
export async function mnist(options: MnistOptions = {}): Promise<{ readonly train: Split; readonly test: Split }> {
  const { directory, log = console.log } = options;
  for (const part of ["train", "test"] as const) checkCount(part, options[part]);
  const { folder, known, missing } = await locate(mnistSource, directory);
  const { files, mirrors } = mnistSource;
  for (const file of Object.values(files)) {
    if (missing.includes(file.name)) await download(file, { folder, mirrors, log });
  }
  const name = known ? "mnist" : basename(resolve(folder));
  const from = { folder, known };
  const [train, test] = await Promise.all([
    readSplit(`${name} train`, { ...from, images: files.trainImages, labels: files.trainLabels, take: options.train }),
    readSplit(`${name} test`, { ...from, images: files.testImages, labels: files.testLabels, take: options.test }),
  ]);
  if (train.shape.join() !== test.shape.join()) {
    throw new Error(
      `${folder}: training images are ${train.shape[0]} × ${train.shape[1]}, test images ${test.shape[0]} × ` +
        `${test.shape[1]}; equal sizes are accepted`,
    );
  }
  return { train, test };
}

function checkCount(part: string, count: number | undefined): void {
  if (count !== undefined && (!Number.isInteger(count) || count < 1)) {
    throw new RangeError(`mnist: ${part}: ${count} was given; a whole number from 1 is accepted`);
  }
}

interface Files {
  readonly folder: string;
  readonly known: boolean;
  readonly images: SourceFile;
  readonly labels: SourceFile;
  readonly take: number | undefined;
}

async function readSplit(name: string, { folder, known, images, labels, take }: Files): Promise<Split> {
  const read = (file: SourceFile, rank: number) =>
    readIdx(join(folder, file.name), { rank, take, fingerprint: known ? file : undefined });
  const [pictures, classes] = await Promise.all([read(images, 3), read(labels, 1)]);
  if (pictures.count !== classes.count) {
    throw new Error(
      `${join(folder, labels.name)}: ${classes.count} labels, but ${images.name} has ${pictures.count} images; ` +
        "one label per image is accepted",
    );
  }
  const [height, width] = pictures.exampleShape as readonly [number, number];
  return splitOf({ name, pixels: pictures.values, labels: classes.values, shape: [height, width, 1], classes: digits });
}
