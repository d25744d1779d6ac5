import { cpus, totalmem } from "node:os";
import { sizeText } from "../size-text";
import type { Check, Finding } from "./check";

/** Bytes below which a run on MNIST may be ended by the system; one takes about half of it. */
const LITTLE = 1.5e9;

/** @param memory bytes that this process may use */
export function deviceFinding(model: string, memory: number): Finding {
  const text = `${model}, ${sizeText(memory)} of memory`;
  if (memory >= LITTLE) return { state: "right", text };
  return { state: "note", text, cure: [`${sizeText(LITTLE)} are enough for MNIST; smaller batches need less`] };
}

export const device: Check = {
  name: "device",
  look: async () => {
    // A container's limit; 0 or a huge number where there is none.
    const limit = process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
    return deviceFinding(cpus()[0]?.model.trim() || process.arch, Math.min(limit, totalmem()));
  },
};
