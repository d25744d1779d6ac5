/** One operation of one call, as ONNX Runtime's profile has it. */
export interface ProfiledOperation {
  /** The operation of ONNX, or what the runtime made of several: "Gemm", "FusedGemm". */
  readonly operation: string;
  /** Who ran it: "CPUExecutionProvider", "WebGpuExecutionProvider", … */
  readonly provider: string;
  readonly microseconds: number;
  /** Of the outputs that it wrote. */
  readonly bytes: number;
}

interface Event {
  readonly cat?: string;
  readonly name?: string;
  readonly dur?: number;
  readonly args?: { readonly op_name?: string; readonly provider?: string; readonly output_size?: string };
}

/**
 * Reads the profile that a session of ONNX Runtime writes: a JSON list of events, one for each operation of each call.
 * @throws SyntaxError if the text is no JSON, TypeError if it holds no list
 */
export function readProfile(text: string): readonly ProfiledOperation[] {
  const events: unknown = JSON.parse(text);
  if (!Array.isArray(events)) throw new TypeError("readProfile: the profile holds no list of events");
  return (events as readonly Event[]).flatMap(({ cat, name = "", dur = 0, args = {} }) =>
    cat === "Node" && name.endsWith("_kernel_time")
      ? [
          {
            operation: args.op_name ?? "unknown",
            provider: args.provider ?? "unknown",
            microseconds: dur,
            bytes: Number(args.output_size ?? 0),
          },
        ]
      : [],
  );
}
