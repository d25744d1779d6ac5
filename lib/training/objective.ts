import type { BoundTerm, InputGradients, Shapes, Term } from "../losses/term";
import { type Net, tapShape } from "../models/net";
import { dispose } from "../tensors/tf";
import { studentInputGradients } from "./input-gradients";

/** The weight of a term: a number, or a function of the epoch, counted from 1. Finite, ≥ 0. */
export type Weight = number | ((epoch: number) => number);

/**
 * What training minimises: the weighted sum of terms, each under the name of its column in the history.
 * { hard: [0.1, hardLabels()], soft: [0.9, softTargets({ temperature: 4 })] } is L = 0.1 · hard + 0.9 · soft.
 */
export type Objective<S extends string, T extends string, Name extends string = string> = Readonly<
  Record<Name, readonly [weight: Weight, term: Term<S, T>]>
>;

/** One term of an objective, bound to the nets that it compares. */
export interface Summand<S extends string, T extends string> {
  readonly name: string;
  readonly weight: Weight;
  readonly term: Term<S, T>;
  readonly bound: BoundTerm<S, T>;
}

/**
 * Binds every term of an objective to the shapes of its taps.
 * @throws RangeError for an empty objective, a weight that is no finite number from 0, or shapes that a term refuses
 * @throws RangeError if a term asks for gradients that a layer of the student does not give
 * @throws TypeError if a term needs a teacher and there is none
 */
export function bindObjective<S extends string, T extends string>(
  objective: Objective<S, T>,
  student: Net<S>,
  teacher: Net<T> | undefined,
): readonly Summand<S, T>[] {
  const entries = Object.entries(objective);
  if (entries.length === 0) throw new RangeError("fit: the objective is empty; one term or more is accepted");
  const summands: Summand<S, T>[] = [];
  try {
    for (const [name, entry] of entries) {
      const [weight, term] = checkedEntry(name, entry);
      weightAt(name, weight, 1);
      const shapes = term.pairs.map(([s, t]): Shapes => [tapShape(student, s), tapShape(teacherOf(name, teacher), t)]);
      if (term.needsTeacher) teacherOf(name, teacher);
      studentInputGradients(student, new Set(term.inputGradients)); // refuses a student that has none
      summands.push({ name, weight, term, bound: term.bind(shapes) });
    }
  } catch (error) {
    for (const { bound } of summands) dispose([...bound.variables]);
    throw error;
  }
  return summands;
}

/** @throws TypeError unless the entry is [weight, term] */
function checkedEntry<S extends string, T extends string>(
  name: string,
  entry: readonly [weight: Weight, term: Term<S, T>],
): readonly [weight: Weight, term: Term<S, T>] {
  if (Array.isArray(entry) && typeof entry[1]?.bind === "function") return entry;
  throw new TypeError(
    `fit: the objective's "${name}" is ${typeof entry}; [weight, term] is accepted, e.g. [1, hardLabels()]`,
  );
}

function teacherOf<T extends string>(name: string, teacher: Net<T> | undefined): Net<T> {
  if (teacher !== undefined) return teacher;
  throw new TypeError(`fit: the term "${name}" needs a teacher, and none was given; write teacher: teacher`);
}

/**
 * The weight of a term in an epoch.
 * @throws RangeError unless it is a finite number from 0
 */
export function weightAt(name: string, weight: Weight, epoch: number): number {
  const value = typeof weight === "number" ? weight : weight(epoch);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RangeError(
    `fit: the term "${name}" has the weight ${value} in epoch ${epoch}; a finite number from 0 is accepted`,
  );
}

/** The taps that the terms look at, each once. */
export function tapsOf<S extends string, T extends string>(
  summands: readonly Summand<S, T>[],
): { readonly student: readonly S[]; readonly teacher: readonly T[] } {
  const pairs = summands.flatMap(({ term }) => term.pairs);
  return { student: [...new Set(pairs.map(([s]) => s))], teacher: [...new Set(pairs.map(([, t]) => t))] };
}

/** The gradients by the input that the terms look at. */
export const inputGradientsOf = <S extends string, T extends string>(
  summands: readonly Summand<S, T>[],
): ReadonlySet<keyof InputGradients> => new Set(summands.flatMap(({ term }) => term.inputGradients ?? []));
