import type { Variable } from "../tensors/tf";
import { Arena } from "./arena";
import type { Program } from "./engine";
import type { Optimizer } from "./optimizer";
import { residentOf } from "./residents";

/** The optimizer's side of a step: one memory for the variables that the loss reaches, and one pass over it. */
export function updater(name: string, optimizer: Optimizer, plain: boolean) {
  let arena: Arena | undefined;
  let variables: readonly Variable[] = [];
  let gradients = new Map<Variable, Float32Array>();
  return {
    async gradients({ differentiated }: Program): Promise<ReadonlyMap<Variable, Float32Array>> {
      if (arena === undefined) {
        arena = new Arena(differentiated, optimizer);
        variables = differentiated;
        for (const variable of variables) residentOf(variable).retain();
        const views = arena.gradients;
        gradients = new Map(variables.map((variable, i) => [variable, views[i] as Float32Array]));
      }
      if (differentiated.length !== variables.length || !differentiated.every((variable) => gradients.has(variable))) {
        throw new Error(`compile ${name}: for feeds of these shapes the loss reaches other variables than before`);
      }
      for (const [i, variable] of variables.entries()) {
        const resident = residentOf(variable);
        if (resident.isOlder) await resident.refresh();
        resident.moveTo(arena.weights[i] as Float32Array);
      }
      return gradients;
    },
    apply(at: { readonly step: number; readonly learningRate: number }): void {
      if (arena === undefined) return;
      (plain ? optimizer.reference : optimizer.update)(arena.block, at);
      for (const variable of variables) residentOf(variable).written();
    },
    dispose(): void {
      for (const variable of variables) residentOf(variable).release();
      [arena, variables] = [undefined, []];
    },
  };
}
