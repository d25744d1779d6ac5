import type { SelfTestResult } from "./self-test";

/** How an engine trained a small net, in one line. */
export const selfTestText = ({ engine, steps, firstLoss, lastLoss }: SelfTestResult): string =>
  `${engine}; trains: loss ${firstLoss.toFixed(3)} → ${lastLoss.toFixed(3)} in ${steps} steps, as TensorFlow.js itself`;
