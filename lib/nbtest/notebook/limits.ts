/** How much of its outputs a notebook keeps, in UTF-16 units: for text without accents, bytes. */
export interface OutputLimits {
  /** Of one run of text. */
  readonly text: number;
  /** Of one thing shown. */
  readonly display: number;
  /** Of all outputs of one cell. */
  readonly cell: number;
}

/** About 1 MB of text, 10 MB per display, 20 MB per cell. */
export const defaultLimits: OutputLimits = { text: 1_000_000, display: 10_000_000, cell: 20_000_000 };

/** What stands where output was dropped. */
export const droppedNote = (bytes: number): string => `… ${bytes.toLocaleString("en-US")} bytes dropped …`;
