import { afterAll, describe, expect, it, vi } from "vitest";
import type { CellResult } from "../../../lib/nbtest/run/events";
import { workplace } from "../workplace";
import { traps } from "./dialect";

vi.setConfig({ testTimeout: 120_000 });
const place = workplace();
afterAll(() => place.remove());

const last = ({ cells }: { readonly cells: readonly CellResult[] }): string =>
  (cells.at(-1)?.outputs ?? []).map((output) => (output.output_type === "stream" ? output.text : "")).join("");

const run = (cells: readonly string[]) => place.run(cells, { startTimeoutMs: 60_000, timeoutMs: 30_000 }, "tslab");

describe("what the rules say of tslab is so on the real kernel", () => {
  it.each(traps)("$name", async ({ cells, cured, prints }) => {
    const trapped = await run(cells);
    expect([trapped.statuses.every((status) => status === "passed"), last(trapped.result)]).not.toEqual([true, prints]);
    const free = await run(cured);
    expect([free.statuses.every((status) => status === "passed"), last(free.result)]).toEqual([true, prints]);
  });
});
