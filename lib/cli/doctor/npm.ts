import { runChild } from "../child";
import { npmCall } from "../npm-call";
import type { Check } from "./check";

export const npm: Check = {
  name: "npm",
  look: async ({ environment, signal }) => {
    const [program, ...words] = npmCall(environment);
    const ended = await runChild(program, [...words, "--version"], { environment, signal });
    if (ended?.code === 0) return { state: "right", text: ended.output.trim() };
    return {
      state: "note",
      text: ended === undefined ? "not on the path" : `does not run (ended with ${ended.code})`,
      cure: ["Node's own download brings it; it is needed to install packages and libtensorflow, not to train"],
    };
  },
};
