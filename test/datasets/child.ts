import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { DownloadOptions } from "../../lib/datasets/download";
import type { SourceFile } from "../../lib/datasets/sources";

const lib = join(__dirname, "../../lib");

/** The room, and that of files, as JavaScript in a folder, since a Node process of its own cannot load TypeScript. */
export function compileRoom(folder: string): void {
  for (const room of ["datasets", "files"]) {
    mkdirSync(join(folder, room), { recursive: true });
    for (const name of readdirSync(join(lib, room))) {
      const { outputText } = ts.transpileModule(readFileSync(join(lib, room, name), "utf8"), {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
      });
      writeFileSync(join(folder, room, name.replace(/ts$/, "js")), outputText);
    }
  }
}

export interface Child {
  readonly process: ChildProcess;
  /** What it printed, and its exit code, when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly printed: string }>;
}

/** Runs a script in a Node process of its own, with these environment variables beside its own. */
export function runInChild(script: string, environment: NodeJS.ProcessEnv = {}): Child {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, ["-e", script], { env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      printed += text.toString();
    });
  }
  const ended = new Promise<{ code: number | null; printed: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, printed }));
  });
  return { process: child, ended };
}

/**
 * Downloads a file in a Node process of its own.
 * @param options.compiled the folder of compileRoom
 * @param options.user the user that the process becomes before it downloads; only root can
 */
export function downloadInChild(
  file: SourceFile,
  { folder, mirrors }: Pick<DownloadOptions, "folder" | "mirrors">,
  { compiled, user }: { readonly compiled: string; readonly user?: number },
): Child {
  return runInChild(`
    const { download } = require(${JSON.stringify(join(compiled, "datasets/download.js"))});
    if (${user !== undefined}) process.seteuid(${user ?? 0});
    download(${JSON.stringify(file)}, { ...${JSON.stringify({ folder, mirrors })}, log: console.log })
      .catch((error) => { console.log(error.message); process.exitCode = 1; });`);
}
