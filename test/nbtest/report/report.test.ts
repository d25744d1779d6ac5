import { describe, expect, it, vi } from "vitest";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";
import { codeFrame } from "../../../lib/nbtest/report/code-frame";
import { duration } from "../../../lib/nbtest/report/duration";
import { headingAbove } from "../../../lib/nbtest/report/failure-frame";
import { liveOutput } from "../../../lib/nbtest/report/live-output";
import { paint, wantsColour } from "../../../lib/nbtest/report/paint";
import { screenOn } from "../../../lib/nbtest/report/screen";
import { summary } from "../../../lib/nbtest/report/summary";
import type { NotebookResult } from "../../../lib/nbtest/run/events";
import type { Verdict } from "../../../lib/nbtest/run/verdict";
import type { Message } from "../../../lib/nbtest/wire/message";
import { notebookText } from "../workplace";

const plain = paint(false);
const message = (type: string, content: Message["content"]): Message => ({
  header: { msg_id: "", session: "", username: "", date: "", msg_type: type, version: "" },
  parent: {},
  metadata: {},
  content,
  buffers: [],
});
const print = (text: string, name = "stdout") => message("stream", { name, text });
const bar = (text: string, type = "update_display_data") =>
  message(type, { data: { "text/plain": text, "text/html": "<b>" }, transient: { display_id: "bar" } });

/** What is written for these messages, by a terminal or not. */
const written = (messages: readonly Message[], isTTY: boolean, told = 0) => {
  let text = "";
  const live = liveOutput(screenOn({ write: (piece) => (text += piece), isTTY, columns: 80 }), plain);
  for (const one of messages) live.show(one);
  live.finish(told);
  return text;
};
/** What a terminal shows in the end: each erased line gone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal text is made of them
const shown = (text: string) => text.replace(/[^\n]*\r\u001b\[2K/g, "");

describe("liveOutput", () => {
  it("prints lines as they come, and a line without an end when the cell ends", () => {
    expect(written([print("a\nb"), print("c\n"), print("d")], false)).toBe("    a\n    bc\n    d\n");
  });

  it("changes one line of a terminal while a display is updated, and keeps its last state", () => {
    const messages = [bar("0 %", "display_data"), bar("50 %"), print("note\n"), bar("100 %")];
    const text = written(messages, true);
    expect(text).toContain("\r\u001b[2K    50 %");
    expect(shown(text)).toBe("    note\n    100 %\n");
  });

  it("prints the first and the last state of a display in a log", () => {
    const updates = Array.from({ length: 100 }, (_, i) => bar(`${i + 1} %`));
    expect(written([bar("0 %", "display_data"), ...updates], false)).toBe("    0 %\n    100 %\n");
  });

  it("shows the types of what has no text", () => {
    const picture = message("display_data", { data: { "image/png": "AAAA" } });
    expect(written([picture], false)).toBe("    [image/png: 20 bytes]\n");
  });

  it("leaves out the messages on stderr that a failure frame tells, and no others", () => {
    expect(written([print("warning\n", "stderr"), print("Error: x\n", "stderr")], false, 1)).toBe("    warning\n");
    expect(written([print("Error: x\n", "stderr"), print("more\n")], false, 1)).toBe("    Error: x\n    more\n");
  });

  it("holds stderr back for a moment only, however quickly more of it follows", () => {
    vi.useFakeTimers();
    let text = "";
    const live = liveOutput(screenOn({ write: (piece) => (text += piece) }), plain);
    for (const piece of ["a\n", "b\n", "c\n"]) {
      live.show(print(piece, "stderr"));
      vi.advanceTimersByTime(60);
    }
    expect(text).toBe("    a\n");
    vi.useRealTimers();
  });
});

describe("codeFrame", () => {
  it("shows the lines around a place, and a caret under it", () => {
    const source = "a\nb\n\tconst c = 1;\nd\ne";
    expect(codeFrame(source, { line: 3, column: 8, message: "" }, plain)).toEqual([
      "  1 │ a",
      "  2 │ b",
      "> 3 │ \tconst c = 1;",
      "    │ \t      ^",
      "  4 │ d",
    ]);
  });
});

it("headingAbove is the last heading before the cell, and none in a code block", () => {
  const prose = (source: string) => ({ source, type: "markdown" as const });
  const cells = ["1", prose("# One"), "2", prose("text\n\n## Two ##\n\n```sh\n# no heading\n```"), "3"];
  const notebook = parseNotebook(notebookText(cells), "n");
  expect([0, 2, 4].map((index) => headingAbove(notebook, index))).toEqual([undefined, "One", "Two"]);
});

it("summary counts notebooks and cells", () => {
  const result = (passed: boolean, statuses: readonly Verdict["status"][]) =>
    ({ passed, cells: statuses.map((status) => ({ verdict: { status } })) }) as unknown as NotebookResult;
  const results = [result(true, Array(61).fill("passed")), result(false, ["passed", "failed", "not run", "not run"])];
  expect(summary(results)).toBe("2 notebooks: 1 passed, 1 failed (62 cells passed, 1 failed, 2 not run)");
});

it("duration reads as people say it", () => {
  expect([0, 999, 1000, 59_949, 59_960, 125_000].map(duration)).toEqual([
    "0 ms",
    "999 ms",
    "1.0 s",
    "59.9 s",
    "1 min 00 s",
    "2 min 05 s",
  ]);
});

it("colours are for terminals, unless the environment says otherwise", () => {
  expect(wantsColour({}, true)).toBe(true);
  expect(wantsColour({}, false)).toBe(false);
  expect(wantsColour({ NO_COLOR: "1" }, true)).toBe(false);
  expect(wantsColour({ FORCE_COLOR: "1" }, false)).toBe(true);
});
