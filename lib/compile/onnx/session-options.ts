import type { InferenceSession } from "onnxruntime-node";

/** How long a thread of the runtime looks for more work before it sleeps, in microseconds. */
const SPIN = "50";

/**
 * The settings of a session on the CPU. Its threads sleep soon after their work: between steps the cores belong to the
 * optimizer and to the next batch, and threads that go on spinning, as they do by default, take them away.
 */
export const sessionOptions = (threads: number): InferenceSession.SessionOptions => ({
  graphOptimizationLevel: "all",
  executionMode: "sequential",
  logSeverityLevel: 3,
  intraOpNumThreads: threads,
  extra: { session: { intra_op: { spin_duration_us: SPIN } } },
});
