import { selfTest } from "../self-test/self-test";
import { selfTestText } from "../self-test/text";
import type { Check } from "./check";

export const onnx: Check = {
  name: "ONNX Runtime",
  look: async ({ environment, signal }) => ({
    state: "right",
    text: selfTestText(await selfTest("onnx", environment, signal)),
  }),
};
