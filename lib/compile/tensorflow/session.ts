import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type HostTensor, typeOf } from "../../tensors/host-tensor";
import { type Binding, TENSORFLOW_TYPE } from "./binding";
import { type NodeDef, savedModel, TAG } from "./graph-def";

/** A graph loaded into libtensorflow, with variables of its own. */
export interface Session {
  /** Computes the named outputs, and what they wait for, from what is fed by the name of its placeholder. */
  readonly run: (fed: Readonly<Record<string, HostTensor>>, outputs: readonly string[]) => readonly HostTensor[];
  readonly dispose: () => void;
}

/** Loads a graph; the folder that it is handed over in is gone afterwards. */
export function openSession(binding: Binding, nodes: readonly NodeDef[]): Session {
  const folder = mkdtempSync(path.join(tmpdir(), "dark-knowledge-graph-"));
  let session: number;
  try {
    writeFileSync(path.join(folder, "saved_model.pb"), savedModel(nodes));
    session = binding.loadSavedModel(folder, TAG);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    run(fed, outputs) {
      const names = Object.keys(fed).map((name) => `${name}:0`);
      const given = Object.values(fed).map(({ values, shape }) =>
        binding.createTensor(shape, TENSORFLOW_TYPE[typeOf(values)], values),
      );
      try {
        const fetched = outputs.map((name) => (name.includes(":") ? name : `${name}:0`));
        return binding.runSavedModel(session, given, names.join(), fetched.join()).map(({ id, shape }) => {
          const values = binding.tensorDataSync(id);
          binding.deleteTensor(id);
          return { values, shape };
        });
      } finally {
        for (const id of given) binding.deleteTensor(id);
      }
    },
    dispose: () => binding.deleteSavedModel(session),
  };
}
