import type { Installation } from "../../compile/tensorflow/installation";

export type Variant = Installation["variant"];

/** The TensorFlow that is installed where the user names no version. */
export const DEFAULT_VERSION = "2.21.0";

/** A wheel of the default version, for one processor and variant. */
export interface KnownWheel {
  readonly bytes: number;
  readonly sha256: string;
}

/** The wheels of the default version, as they are on PyPI (2026-03-06), by name. */
export const KNOWN_WHEELS: Readonly<Record<string, KnownWheel>> = {
  "tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl": {
    bytes: 273_829_956,
    sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
  },
  "tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl": {
    bytes: 572_440_367,
    sha256: "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
  },
  "tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl": {
    bytes: 281_828_020,
    sha256: "4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c",
  },
};

/** Bytes that an installation takes. Measured with the default version; others differ by a fifth. */
export interface Sizes {
  readonly download: number;
  readonly installed: number;
  /** The most that lies on the disk at a time while it is installed. */
  readonly room: number;
}

export const SIZES: Readonly<Record<Variant, Sizes>> = {
  cpu: { download: 275e6, installed: 870e6, room: 1.2e9 },
  gpu: { download: 3.4e9, installed: 5.7e9, room: 7e9 },
};
