import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../../../lib/compile/graph-builder";
import { onnxModel } from "../../../lib/compile/onnx/model";
import { sessionOptions } from "../../../lib/compile/onnx/session-options";

/** The runtime's library for this platform. */
function library(): Buffer {
  const bin = join(dirname(require.resolve("onnxruntime-node/package.json")), "bin");
  const folder = join(bin, readdirSync(bin)[0] ?? "", process.platform, process.arch);
  const name = readdirSync(folder).find((file) => /^(lib)?onnxruntime\.(so|dll|.*dylib)/.test(file));
  return readFileSync(join(folder, name ?? ""));
}

describe("sessionOptions", () => {
  it("are accepted by the runtime, in the type that it asks for", async () => {
    const graph = new GraphBuilder();
    const x = graph.input("x", "float32", [2]);
    graph.output("y", graph.node("Neg", [x], x));
    const model = onnxModel(graph);
    await (await InferenceSession.create(model, sessionOptions(2))).release();
    const wrong = { ...sessionOptions(2), extra: { session: { intra_op: { spin_duration_us: 50 } } } };
    await expect(InferenceSession.create(model, wrong)).rejects.toThrow("must be a string");
  });

  it("have the name that this version of the runtime looks for", () => {
    expect(library().includes("session.intra_op.spin_duration_us")).toBe(true);
  });
});
