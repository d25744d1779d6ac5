/** Something that is wrong with a notebook. */
export interface Problem {
  /** The rule that it breaks. */
  readonly rule: string;
  /** What was found, and what is accepted. */
  readonly message: string;
  /** Where in the notebook's file, from 1. */
  readonly line: number;
  readonly column: number;
  /** The code cell's number, from 1, if it is in one. */
  readonly cell?: number;
}

/** A place in a notebook: its file, a cell of it, or a character of a cell's source. */
export interface Place {
  /** Position among all cells, from 0. */
  readonly cell?: number;
  /** In the cell's source, from 0. */
  readonly offset?: number;
  /** A member of the cell, where no offset is given. */
  readonly member?: "outputs" | "metadata" | "source" | "id";
}

/** What a rule finds: where, and what. */
export interface Finding {
  readonly place: Place;
  readonly message: string;
}
