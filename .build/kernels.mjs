// Compiles the optimizers' AssemblyScript to WebAssembly and writes it, in base64, as a TypeScript file.
// `node .build/kernels.mjs --print` writes to the standard output instead: the test compares it with the file.
import { writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";

const source = ".build/kernels/optimizers.ts";
const flags = ["-O3", "--enable", "simd", "--importMemory", "--runtime", "stub", "--noAssert"];
let binary;
const { error, stderr } = await asc.main([source, ...flags, "--outFile", "optimizers.wasm"], {
  writeFile: (name, contents) => {
    if (name.endsWith(".wasm")) binary = contents;
  },
});
if (error) throw new Error(`asc: ${error.message}\n${stderr.toString()}`);
const text = `/** The optimizers in WebAssembly, made from ${source} by .build/kernels.mjs. */
export const OPTIMIZER_KERNELS =
  "${Buffer.from(binary).toString("base64")}";
`;
if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync("lib/training/optimizer-kernels.generated.ts", text);
