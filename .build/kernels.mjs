// Compiles AssemblyScript to WebAssembly and writes it, in base64, as TypeScript files.
// `node .build/kernels.mjs --print NAME` writes one to the standard output instead: tests compare it with the file.
import { writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";

const kernels = {
  optimizers: ["OPTIMIZER_KERNELS", "The optimizers", "lib/training/optimizer-kernels.generated.ts"],
  "keep-bits": ["KEEP_BITS_KERNEL", "The masks' generator", "lib/tensors/keep-bits-kernel.generated.ts"],
};
const flags = ["-O3", "--enable", "simd", "--importMemory", "--runtime", "stub", "--noAssert"];

async function textOf(name) {
  const [constant, what] = kernels[name];
  const source = `.build/kernels/${name}.ts`;
  let binary;
  const { error, stderr } = await asc.main([source, ...flags, "--outFile", `${name}.wasm`], {
    writeFile: (file, contents) => {
      if (file.endsWith(".wasm")) binary = contents;
    },
  });
  if (error) throw new Error(`asc: ${error.message}\n${stderr.toString()}`);
  return `/** ${what} in WebAssembly, made from ${source} by .build/kernels.mjs. */
export const ${constant} =
  "${Buffer.from(binary).toString("base64")}";
`;
}

const printed = process.argv[process.argv.indexOf("--print") + 1];
if (process.argv.includes("--print")) process.stdout.write(await textOf(printed));
else for (const name of Object.keys(kernels)) writeFileSync(kernels[name][2], await textOf(name));
