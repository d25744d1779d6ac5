import { expect, it } from "vitest";
import { byteProgress } from "../../lib/cli/byte-progress";
import { sizeText } from "../../lib/cli/size-text";
import { terminalOn } from "../../lib/cli/terminal";

function written(isTTY: boolean, columns = 20) {
  let [out, error] = ["", ""];
  const output = { isTTY, columns, write: (text: string) => (out += text) };
  const terminal = terminalOn(output, { write: (text) => (error += text) });
  return { terminal, all: () => ({ out, error }) };
}

it("a terminal rewrites its status in place, cut to its width, and takes it away before a line", () => {
  const { terminal, all } = written(true);
  terminal.status("a line that is longer than twenty columns");
  terminal.print("done");
  terminal.status(undefined);
  terminal.complain("no");
  expect(all()).toEqual({ out: "\r\u001b[2Ka line that is long\r\u001b[2Kdone\n", error: "no\n" });
});

it("a file gets no status", () => {
  const { terminal, all } = written(false);
  terminal.status("half");
  terminal.print("done");
  expect(all()).toEqual({ out: "done\n", error: "" });
});

it("progress is a line at each quarter of what is large, in a file", () => {
  const { terminal, all } = written(false);
  const large = byteProgress(terminal, "loading", 400e6);
  for (const bytes of [1e6, 99e6, 100e6, 101e6, 320e6, 400e6]) large(bytes);
  const small = byteProgress(terminal, "small", 4e6);
  for (const bytes of [1e6, 2e6, 4e6]) small(bytes);
  byteProgress(terminal, "unknown", undefined)(1e9);
  expect(all().out).toBe("loading: 100 MB of 400 MB\nloading: 320 MB of 400 MB\n");
});

it("progress is one line where a person watches", () => {
  const { terminal, all } = written(true, 80);
  byteProgress(terminal, "loading", 4e6)(1e6);
  byteProgress(terminal, "loading", undefined)(2e9);
  expect(all().out).toBe("\r\u001b[2Kloading: 1 MB of 4 MB\r\u001b[2Kloading: 2.0 GB");
});

it("sizes are for people", () => {
  expect([0, 97_300, 273_829_956, 3_400_000_000].map(sizeText)).toEqual(["0 kB", "97 kB", "274 MB", "3.4 GB"]);
});
