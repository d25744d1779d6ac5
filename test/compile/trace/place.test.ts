import { describe, expect, it } from "vitest";
import { callerPlace } from "../../../lib/compile/trace/place";

const stack = (...frames: readonly string[]): string =>
  ["Error", ...frames.map((frame) => `    at ${frame}`)].join("\n");

describe("callerPlace", () => {
  it("is the line that asks", () => {
    expect(callerPlace()).toMatch(/place\.test\.ts:\d+:\d+/);
  });

  it("passes over the frames of this library's compiler and of TensorFlow.js", () => {
    const frames = [
      "value (/home/me/lib/compile/trace/lowering.ts:3:1)",
      "value (C:\\me\\dist\\compile\\trace\\lowering.js:3:1)",
      "add_ (/home/me/node_modules/@tensorflow/tfjs-core/dist/ops/add.js:9:1)",
      "x (/home/me/dist/tensors/registrations.js:9:1)",
      "body (/home/me/04.ts:7:12)",
      "main (/home/me/05.ts:1:1)",
    ];
    expect(callerPlace(stack(...frames))).toBe("body (/home/me/04.ts:7:12)");
  });

  it("names the layer that stands between", () => {
    const frames = [
      "Dense.call (/home/me/node_modules/@tensorflow/tfjs-layers/dist/layers/core.js:9:1)",
      "async body (/home/me/04.ts:7:12)",
    ];
    expect(callerPlace(stack(...frames))).toBe("body (/home/me/04.ts:7:12), inside the layer class Dense");
  });

  it("names a layer that has its call from a class before it", () => {
    const frames = [
      "MaxPooling3D.Pooling3D.call (/home/me/node_modules/@tensorflow/tfjs-layers/dist/layers/pooling.js:9:1)",
      "body (/home/me/04.ts:7:12)",
    ];
    expect(callerPlace(stack(...frames))).toBe("body (/home/me/04.ts:7:12), inside the layer class MaxPooling3D");
  });

  it("says so where it doesn't know", () => {
    expect(callerPlace(stack("value (/home/me/lib/compile/trace/lowering.ts:3:1)"))).toBe("an unknown place");
    expect(callerPlace("")).toBe("an unknown place");
  });
});
