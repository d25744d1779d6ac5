import { memberOf, type Span, spansOf } from "../notebook/json-spans";
import type { Notebook } from "../notebook/types";
import type { Place } from "./problem";

/** Line and column in a notebook's file, both from 1. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/** How far into a JSON string's text, quotes included, a character of its value stands. */
function offsetIn(json: string, offset: number): number {
  let at = 1;
  for (let left = offset; left > 0 && at < json.length - 1; left--) {
    at += json[at] === "\\" ? (json[at + 1] === "u" ? 6 : 2) : 1;
  }
  return at;
}

/** Finds where in a notebook's file something stands. */
export function placesIn({ text }: Notebook): (place: Place) => FilePlace {
  const cells = memberOf(spansOf(text), "cells")?.elements ?? [];
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);

  const filePlace = (at: number): FilePlace => {
    let [low, high] = [0, lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (lineStarts[middle]! <= at) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: at - lineStarts[low]! + 1 };
  };

  const inSource = (source: Span, offset: number): number => {
    let left = offset;
    for (const line of source.elements ?? [source]) {
      const json = text.slice(line.start, line.end);
      const { length } = JSON.parse(json) as string;
      if (left < length || line === (source.elements ?? [source]).at(-1)) return line.start + offsetIn(json, left);
      left -= length;
    }
    return source.start;
  };

  return ({ cell, offset, member }) => {
    const span = cell === undefined ? undefined : cells[cell];
    if (span === undefined) return { line: 1, column: 1 };
    const named = memberOf(span, offset === undefined ? (member ?? "cell_type") : "source");
    if (named === undefined) return filePlace(span.start);
    return filePlace(offset === undefined ? named.start : inSource(named, offset));
  };
}
