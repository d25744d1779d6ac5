import { afterEach, describe, expect, it, vi } from "vitest";
import { show } from "../../lib/notebook/show";
import { inKernel } from "../../lib/notebook/tslab-display";
import { lineChart } from "../../lib/plotting/line-chart";
import { inStandInKernel } from "./kernel-stand-in";

afterEach(() => vi.restoreAllMocks());

describe("show", () => {
  it("sends one message to the running kernel, without an id", async () => {
    const sent = await inStandInKernel(() => show(lineChart({ a: [1, 2] })));
    expect(sent).toHaveLength(1);
    expect(Object.keys(sent[0]!.data)).toEqual(["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"]);
    expect(sent[0]).toMatchObject({ transient: {}, isUpdate: false });
  });

  it("prints the text outside a kernel", async () => {
    expect(inKernel()).toBe(false);
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await show({ columns: [{ title: "a" }], rows: [[1]] });
    expect(write.mock.calls).toEqual([["a\n─\n1\n"]]);
  });
});
