import type { KernelProfile } from "../profile";

/** A kernel that keeps to the protocol: errors come as `error` messages. */
export const defaultProfile: KernelProfile = {
  name: "default",
  isBlank: (code) => code.trim() === "",
  refusalOf: () => undefined,
  errorFrom: () => undefined,
  lateErrorFrom: () => undefined,
};
