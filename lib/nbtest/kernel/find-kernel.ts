import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { jupyterFolders } from "./jupyter-folders";
import { type KernelSpec, readKernelSpec } from "./kernel-spec";
import { tslabSpecs } from "./tslab-spec";

/** What a notebook says about the kernel that it wants. */
export interface KernelWish {
  readonly name?: string;
  readonly language?: string;
}

/** No kernel of the wished name or language is installed. */
export class UnknownKernelError extends Error {
  override readonly name = "UnknownKernelError";
}

const entries = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
};

/** Every kernel that a notebook in this folder could use, as name → reader: built-in ones first, then Jupyter's folders in order. */
async function installed(folder: string): Promise<ReadonlyMap<string, () => Promise<KernelSpec>>> {
  const found = new Map<string, () => Promise<KernelSpec>>();
  for (const spec of tslabSpecs(folder)) found.set(spec.name, () => Promise.resolve(spec));
  for (const data of jupyterFolders(process.env)) {
    for (const entry of await entries(join(data, "kernels"))) {
      const name = entry.toLowerCase();
      const files = await entries(join(data, "kernels", entry));
      if (!/^[a-z0-9._-]+$/.test(name) || !files.includes("kernel.json") || found.has(name)) continue;
      found.set(name, () => readKernelSpec(join(data, "kernels", entry, "kernel.json"), name));
    }
  }
  return found;
}

/**
 * Finds a notebook's kernel by its name, or, when no kernel has that name, by its language.
 *
 * @param folder - the notebook's; its project's tslab is the one used.
 * @throws UnknownKernelError naming the kernels that are installed.
 */
export async function findKernel(wish: KernelWish, folder: string): Promise<KernelSpec> {
  const kernels = await installed(folder);
  const readNamed = kernels.get((wish.name ?? "").toLowerCase());
  if (readNamed !== undefined) return readNamed();
  const language = wish.language?.toLowerCase();
  for (const read of kernels.values()) {
    const spec = await read().catch(() => undefined); // a broken kernelspec that nobody asked for by name
    if (spec !== undefined && spec.language === language) return spec;
  }
  const asked = wish.name === undefined ? "names no kernel" : `wants the kernel "${wish.name}"`;
  const names = [...kernels.keys()].sort().join(", ") || "none";
  throw new UnknownKernelError(`the notebook ${asked}${language ? ` (${language})` : ""}; installed: ${names}`);
}
