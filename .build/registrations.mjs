// @tensorflow/tfjs-core publishes its gradients and its chained operations (x.add(y)) only as ES modules in files that
// Node takes for CommonJS. This bundles both registrations into one CommonJS file. The copy of the engine inside the
// bundle is not a second engine: tfjs keeps its engine, registries and Tensor class on the global object.
import { rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true }); // so that no file of an earlier build is left, or packed
await build({
  stdin: {
    contents: `
      import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
      import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js";`,
    resolveDir: process.cwd(),
  },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  legalComments: "eof",
  logLevel: "warning",
  outfile: "dist/tensors/registrations.js",
});

// The types of the chained operations, for whoever imports the library.
writeFileSync(
  "dist/tensors/registrations.d.ts",
  'import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";\n',
);
