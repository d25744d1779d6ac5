import type { EndEvent, EpochRow, StartEvent } from "../training/events";

/** Where an epoch stands. */
export interface Position {
  /** 1-based. */
  readonly epoch: number;
  /** Steps done in this epoch. */
  readonly step: number;
  /** Milliseconds since the epoch's start. */
  readonly elapsed: number;
  /** Steps per second; 0 if not known yet. */
  readonly rate: number;
  /** Each term and the accuracy so far, in the line's order. */
  readonly scores: Readonly<Record<string, number>>;
}

const barWidth = 10;

/** Ten characters, the last of them a tenth: tqdm's bar in ASCII. */
export function bar(share: number): string {
  const tenths = Math.floor(Math.min(1, Math.max(0, share)) * barWidth * 10 + 1e-9);
  const [full, rest] = [Math.floor(tenths / 10), tenths % 10];
  return `${"#".repeat(full)}${rest > 0 ? rest : ""}`.padEnd(barWidth);
}

/** mm:ss, or h:mm:ss. */
export function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number): string => String(number).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

const speed = (rate: number): string => {
  if (rate === 0) return "?it/s";
  if (rate < 1) return `${(1 / rate).toFixed(2)}s/it`;
  return `${rate.toFixed(rate < 10 ? 2 : 1)}it/s`;
};

/** Three decimals, as one follows a loss or an accuracy; very small and very large ones with an exponent. */
export const score = (value: number): string =>
  value !== 0 && (Math.abs(value) < 0.0005 || Math.abs(value) >= 1e6) ? value.toExponential(1) : value.toFixed(3);

const scoresText = (scores: Readonly<Record<string, number>>): string =>
  Object.entries(scores)
    .map(([name, value]) => `${name}=${score(value)}`)
    .join(", ");

/** tqdm's line: `epoch 3/10:  47%|####7     | 441/938 [00:02<00:02, 177.1it/s, hard=0.061, accuracy=0.981]`. */
export function progressLine({ epochs, stepsPerEpoch }: StartEvent, position: Position): string {
  const { epoch, step, elapsed, rate, scores } = position;
  const share = step / stepsPerEpoch;
  const left = rate === 0 ? "?" : clock((1000 * (stepsPerEpoch - step)) / rate);
  const told = [`${clock(elapsed)}<${left}`, speed(rate), scoresText(scores)].filter((text) => text !== "");
  const percent = `${Math.floor(100 * share)}%`.padStart(4);
  return `epoch ${epoch}/${epochs}: ${percent}|${bar(share)}| ${step}/${stepsPerEpoch} [${told.join(", ")}]`;
}

const validationText = (row: EpochRow): string =>
  row.validation === undefined ? "" : `, validation accuracy ${score(row.validation.accuracy)}`;

/** A finished epoch in one line without times: `epoch 3/10: hard=0.061, accuracy=0.981, validation accuracy 0.979`. */
export const epochLine = ({ epochs }: StartEvent, row: EpochRow): string =>
  `epoch ${row.epoch}/${epochs}: ${scoresText({ ...row.losses, accuracy: row.accuracy })}${validationText(row)}`;

const beginnings = {
  finished: "",
  stopped: "stopped after ",
  aborted: "aborted after ",
  failed: "failed after ",
} as const;

const count = (number: number, what: string): string =>
  `${number.toLocaleString("en-US")} ${what}${number === 1 ? "" : "s"}`;

/** The line that stays; it holds no times, so that equal runs store equal outputs. */
export function finalLine({ stepsPerEpoch }: StartEvent, { reason, rows, best }: EndEvent): string {
  const done = `${beginnings[reason]}${count(rows.length, "epoch")}, ${count(rows.length * stepsPerEpoch, "step")}`;
  const last = rows.at(-1);
  if (last === undefined) return done;
  if (last.validation === undefined) return `${done}: ${scoresText({ ...last.losses, accuracy: last.accuracy })}`;
  const { validation } = best ?? last;
  const peak = best && validation ? ` (best ${score(validation.accuracy)}, epoch ${best.epoch})` : "";
  return `${done}: ${scoresText(last.losses)}${validationText(last)}${peak}`;
}
