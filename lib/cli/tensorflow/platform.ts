import { CuredError } from "../cured-error";
import type { Variant } from "./releases";

/** What a wheel of TensorFlow is called for this machine. */
export interface WheelPlatform {
  /** The distribution on PyPI. */
  readonly distribution: "tensorflow" | "tensorflow-cpu";
  /** The platform tags of wheels that load here (PEP 600), for pip's `--platform`. */
  readonly tags: readonly string[];
}

/** What this process runs on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The version of the GNU C library; undefined where Node runs on another one. */
  readonly glibc: string | undefined;
}

/** TensorFlow's wheels have been made for glibc 2.27 since 2.20, and for 2.17 before. */
const OLDEST_GLIBC = 17;

interface ReportHeader {
  readonly glibcVersionRuntime?: string;
}

/** The machine of this process. */
export function thisMachine(): Machine {
  const { header } = process.report.getReport() as unknown as { readonly header: ReportHeader };
  return { platform: process.platform, arch: process.arch, glibc: header.glibcVersionRuntime };
}

const elsewhere = [
  "ONNX Runtime, which npm installs, is the engine here; nothing else needs to be installed",
  "a project that installs @tensorflow/tfjs-node with its install script is found by useEngine(), too",
];

/**
 * Which wheel there is for a machine.
 * @throws CuredError if there is none
 */
export function wheelPlatform(variant: Variant, { platform, arch, glibc }: Machine = thisMachine()): WheelPlatform {
  if (platform !== "linux" || !["x64", "arm64"].includes(arch)) {
    throw new CuredError(`this is ${platform} on ${arch}; Linux on x64 and arm64 is accepted`, elsewhere);
  }
  const [, minor] = /^2\.(\d+)/.exec(glibc ?? "") ?? [];
  if (minor === undefined || Number(minor) < OLDEST_GLIBC) {
    const found = glibc === undefined ? "this Node does not run on glibc (Alpine's musl?)" : `this is glibc ${glibc}`;
    throw new CuredError(`${found}; TensorFlow's wheels need glibc, 2.27 or newer (2.17 up to TensorFlow 2.19)`, [
      "use a system or container image with glibc: Debian, Ubuntu, Fedora; node:22-slim instead of node:22-alpine",
      elsewhere[0] as string,
    ]);
  }
  if (variant === "gpu" && arch !== "x64") {
    throw new CuredError(`--gpu: this is Linux on ${arch}; PyPI's wheels with CUDA are for x64`, [
      "leave --gpu away",
      elsewhere[0] as string,
    ]);
  }
  const machine = arch === "x64" ? "x86_64" : "aarch64";
  const distribution = variant === "cpu" && arch === "x64" ? "tensorflow-cpu" : "tensorflow";
  // A wheel for an older glibc loads on a newer one; pip takes the tags as they are given.
  const newer = Array.from({ length: Number(minor) - 4 }, (_, i) => `manylinux_2_${Number(minor) - i}_${machine}`);
  return { distribution, tags: [...newer, `manylinux2014_${machine}`, `manylinux2010_${machine}`] };
}
