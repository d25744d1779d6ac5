import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { store } from "../../../lib/nbtest/cli/store";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";
import { notebookText } from "../workplace";

const folder = mkdtempSync(join(tmpdir(), "nbtest-store-"));
const rescued: string[] = [];
afterAll(() => {
  for (const path of [folder, ...rescued]) rmSync(path, { recursive: true });
});
const path = join(folder, "a.ipynb");
const notebook = parseNotebook(notebookText(["1"]), path);
const result = { notebook, executed: "new", passed: true, cells: [], milliseconds: 0, attempts: 1 };

/** The executed notebook that a line says is elsewhere. */
const rescuedText = (lines: readonly string[]): string => {
  const found = /^the executed notebook is in (.*)$/.exec(lines.at(-1) ?? "")?.[1] ?? "";
  rescued.push(dirname(found));
  return readFileSync(found, "utf8");
};

describe("store", () => {
  it("does not write back into a notebook that changed or went since it was read, and keeps what was run elsewhere", async () => {
    const write = () => store(result, { html: false, write: true, update: false });
    const gone = await write();
    expect(gone).toMatchObject({
      failed: true,
      lines: [expect.stringContaining("changed or gone on disk"), expect.anything()],
    });
    expect(rescuedText(gone.lines)).toBe("new");
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, notebookText(["2"]));
    expect(rescuedText((await write()).lines)).toBe("new");
    expect(readFileSync(path, "utf8")).toBe(notebookText(["2"]));
  });

  it("keeps what was run elsewhere when its folder cannot be made, and leaves nothing half-written", async () => {
    writeFileSync(join(folder, "file"), "");
    const stored = await store(result, {
      html: false,
      write: false,
      update: false,
      output: join(folder, "file", "out"),
    });
    expect(stored).toMatchObject({
      failed: true,
      lines: [expect.stringContaining("cannot be written"), expect.anything()],
    });
    expect(rescuedText(stored.lines)).toBe("new");
    expect(readdirSync(folder).sort()).toEqual(["a.ipynb", "file"]);
  });
});
