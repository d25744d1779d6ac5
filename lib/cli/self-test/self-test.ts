import path from "node:path";
import { lastLines, runChild } from "../child";
import { CuredError } from "../cured-error";

/** How an engine trained a small net. */
export interface SelfTestResult {
  /** What the engine says of itself: its name, its version, its device, its threads. */
  readonly engine: string;
  readonly steps: number;
  readonly firstLoss: number;
  readonly lastLoss: number;
  /** The largest difference of a loss to that of TensorFlow.js itself, relative to it. */
  readonly difference: number;
}

/** What a self-test writes before its result. */
export const RESULT = "self-test: ";

/**
 * Trains a small net in a process of its own, since a library that does not fit the processor ends the process that loads
 * it.
 * @throws CuredError if the engine does not load, does not train, or computes something else than TensorFlow.js itself
 */
export async function selfTest(
  engine: "onnx" | "tensorflow",
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<SelfTestResult> {
  const words = [path.join(__dirname, "process.js"), engine];
  const ended = await runChild(process.execPath, words, { environment, signal });
  const line = ended?.output.split("\n").find((each) => each.startsWith(RESULT));
  if (ended?.code === 0 && line !== undefined) return JSON.parse(line.slice(RESULT.length));
  const signs: Readonly<Record<string, string>> = {
    SIGILL: "its code is not for this processor (TensorFlow's wheels need AVX)",
    SIGKILL: "the system ended it: too little memory?",
  };
  const code = ended?.code ?? "no node";
  throw new CuredError(
    `${engine} did not train a small net (${signs[code] ?? `ended with ${code}`}):\n${lastLines(ended?.all ?? "", 12)}`,
    engine === "onnx"
      ? ["install the packages again: npm ci"]
      : ["install it again: dark-knowledge tensorflow --force", 'without it: useEngine({ engine: "onnx" })'],
  );
}
