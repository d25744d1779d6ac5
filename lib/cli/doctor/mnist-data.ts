import path from "node:path";
import { checkFingerprint, fingerprintOf } from "../../datasets/fingerprint";
import { locate } from "../../datasets/locate";
import { mnistSource } from "../../datasets/sources";
import type { Check } from "./check";

export const mnistData: Check = {
  name: "data",
  look: async ({ environment }) => {
    const { folder, missing } = await locate(mnistSource, undefined, { environment });
    for (const file of Object.values(mnistSource.files)) {
      if (missing.includes(file.name)) continue;
      const at = path.join(folder, file.name);
      checkFingerprint(at, await fingerprintOf(at), file);
    }
    if (missing.length === 0) return { state: "right", text: `MNIST in ${folder}, all four files as published` };
    return {
      state: "note",
      text: `MNIST is not here${missing.length < 4 ? ` in full: ${missing.join(", ")} missing` : ""}`,
      cure: [`mnist() downloads it (12 MB) into ${folder}, or DARK_KNOWLEDGE_DATA names a folder that has it`],
    };
  },
};
