import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "./connection";

/** What a kernel's start leaves on disk: who deletes the folder deletes all of it. */
export interface LaunchFiles {
  readonly folder: string;
  /** Path of the connection file. */
  readonly connection: string;
  /** Path of the program of a built-in kernel. */
  readonly program: string;
}

/** Writes the connection file, and the program if there is one, readable by this user alone, in a private temporary folder. */
export async function writeLaunchFiles(connection: Connection, program: string | undefined): Promise<LaunchFiles> {
  const folder = await mkdtemp(join(tmpdir(), "nbtest-"));
  const files = { folder, connection: join(folder, "connection.json"), program: join(folder, "kernel.cjs") };
  try {
    await writeFile(files.connection, JSON.stringify(connection), { mode: 0o600 });
    if (program !== undefined) await writeFile(files.program, program, { mode: 0o600 });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return files;
}
