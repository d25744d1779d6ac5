import type { Fingerprint } from "./fingerprint";

/** A file of a data set as its authors published it. */
export interface SourceFile extends Fingerprint {
  readonly name: string;
}

/** A data set that can be looked up and downloaded. */
export interface Source<File extends string = string> {
  /** The folder it lies in, below a data folder. */
  readonly folder: string;
  readonly files: Readonly<Record<File, SourceFile>>;
  /** Addresses that the name of a file is appended to, in the order in which they are tried. */
  readonly mirrors: readonly string[];
}

/** The four MNIST files: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits" (1998). */
export const mnistSource: Source<"trainImages" | "trainLabels" | "testImages" | "testLabels"> = {
  folder: "mnist",
  files: {
    trainImages: {
      name: "train-images-idx3-ubyte.gz",
      bytes: 47_040_016,
      sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    },
    trainLabels: {
      name: "train-labels-idx1-ubyte.gz",
      bytes: 60_008,
      sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    },
    testImages: {
      name: "t10k-images-idx3-ubyte.gz",
      bytes: 7_840_016,
      sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    },
    testLabels: {
      name: "t10k-labels-idx1-ubyte.gz",
      bytes: 10_008,
      sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
  },
  mirrors: ["https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/"],
};
