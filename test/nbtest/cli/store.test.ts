import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { store } from "../../../lib/nbtest/cli/store";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";
import { notebookText } from "../workplace";

const folder = mkdtempSync(join(tmpdir(), "nbtest-store-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("store does not write back into a notebook that changed or went since it was read", async () => {
  const path = join(folder, "a.ipynb");
  const notebook = parseNotebook(notebookText(["1"]), path);
  const result = { notebook, executed: "new", passed: true, cells: [], milliseconds: 0 };
  const write = () => store(result, { html: false, write: true });
  await expect(write()).rejects.toThrow(`${path}: changed or gone on disk since it was read`);
  writeFileSync(path, notebookText(["2"]));
  await expect(write()).rejects.toThrow("its outputs were not stored");
});
