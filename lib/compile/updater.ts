import type { Variable } from "../tensors/tf";
import { Arena } from "./arena";
import type { Program } from "./engine";
import { type Moment, type Moments, momentsFor } from "./moment";
import type { Optimizer } from "./optimizer";
import type { Home } from "./resident";
import { residentOf } from "./residents";

/** A moment and its place in the arena. */
interface PlacedMoment {
  readonly moment: Moment;
  readonly place: Float32Array;
  readonly home: Home;
  version: number;
}

/** The optimizer's side of a step: one memory for the variables that the loss reaches, and one pass over it. */
export function updater(name: string, optimizer: Optimizer, plain: boolean, moments: Moments) {
  let arena: Arena | undefined;
  let variables: readonly Variable[] = [];
  let gradients = new Map<Variable, Float32Array>();
  let placed: readonly PlacedMoment[] = [];

  const open = (differentiated: readonly Variable[]): void => {
    const opened = new Arena(differentiated, optimizer);
    [arena, variables] = [opened, differentiated];
    for (const variable of variables) residentOf(variable).retain();
    gradients = new Map(variables.map((variable, i) => [variable, opened.gradients[i] as Float32Array]));
    placed = variables.flatMap((variable, i) =>
      momentsFor(moments, variable, optimizer.slots).map((moment, slot) => {
        const place = opened.moments[slot]![i] as Float32Array;
        return { moment, place, home: { read: () => place.slice() }, version: 0 };
      }),
    );
  };
  return {
    async gradients({ differentiated }: Program): Promise<ReadonlyMap<Variable, Float32Array>> {
      if (arena === undefined) open(differentiated);
      if (differentiated.length !== variables.length || !differentiated.every((variable) => gradients.has(variable))) {
        throw new Error(`compile ${name}: for feeds of these shapes the loss reaches other variables than before`);
      }
      for (const [i, variable] of variables.entries()) {
        const resident = residentOf(variable);
        if (resident.isOlder) await resident.refresh();
        resident.moveTo(arena!.weights[i] as Float32Array);
      }
      for (const each of placed) if (each.version !== each.moment.version) each.place.set(await each.moment.newest());
      return gradients;
    },
    apply(at: { readonly step: number; readonly learningRate: number }): void {
      if (arena === undefined) return;
      (plain ? optimizer.reference : optimizer.update)(arena.block, at);
      for (const variable of variables) residentOf(variable).written();
      for (const each of placed) {
        each.moment.written(each.home);
        each.version = each.moment.version;
      }
    },
    dispose(): void {
      for (const variable of variables) residentOf(variable).release();
      [arena, variables, placed] = [undefined, [], []];
    },
  };
}
