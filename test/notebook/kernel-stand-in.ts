import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Sent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
  readonly isUpdate: boolean;
}

/** Runs a body as in a kernel: with a loaded module where tslab has its own, which records what it is sent. */
export async function inStandInKernel(body: () => void | Promise<void>): Promise<readonly Sent[]> {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
  const file = join(folder, "tslab", "dist", "jupyter.js");
  mkdirSync(join(folder, "tslab", "dist"), { recursive: true });
  writeFileSync(file, "exports.lastWriteDisplayData = null;");
  const require = createRequire(file);
  const sent: Sent[] = [];
  require(file).lastWriteDisplayData = (message: Omit<Sent, "isUpdate">, isUpdate: boolean) => {
    sent.push({ ...message, isUpdate });
  };
  try {
    await body();
    return sent;
  } finally {
    delete require.cache[require.resolve(file)];
    rmSync(folder, { recursive: true });
  }
}
