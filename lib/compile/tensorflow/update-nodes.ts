import type { UpdateMoment, UpdateRule } from "../optimizer";
import { TENSORFLOW_TYPE } from "./binding";
import type { NodeList } from "./node-list";

const T = { T: { type: TENSORFLOW_TYPE.float32 } };

/** A variable that an optimizer changes, by the names in the graph. */
export interface Updated {
  readonly handle: string;
  readonly read: string;
  readonly gradient: string;
  /** The handles of its moments, as many as `momentsOf` says. */
  readonly moments: readonly string[];
  /** What the update has to wait for. */
  readonly after: readonly string[];
}

/** How many moments a variable has. */
export const momentsOf = (rule: UpdateRule): number => (rule.kind === "adam" ? 2 : rule.momentum > 0 ? 1 : 0);

/** The scalars that are fed at every update, by the names of their placeholders. */
export function updateFeeds(rule: UpdateRule, { step, learningRate }: UpdateMoment): Readonly<Record<string, number>> {
  if (rule.kind === "sgd") return { rate: learningRate };
  // The operation has β in float32 and takes 1 − β of that; the corrections that belong to it are of the same numbers.
  const [beta1, beta2] = [Math.fround(rule.beta1), Math.fround(rule.beta2)];
  const scale = Math.sqrt(1 - beta2 ** step);
  const decay = rule.weightDecay === 0 ? {} : { decay: learningRate * rule.weightDecay };
  return { rate: (learningRate * scale) / (1 - beta1 ** step), epsilon: rule.epsilon * scale, ...decay };
}

/**
 * Adds the update of every variable, one operation each, and what is fed to it (`updateFeeds`).
 *
 * Adam is ResourceApplyAdam: w ← w − α · m / (√v + ε̂). With α = η · √(1 − β₂ᵗ) / (1 − β₁ᵗ) and ε̂ = ε · √(1 − β₂ᵗ) that is
 * w − η · m̂ / (√v̂ + ε). The decoupled decay w ← w − ηλ · w comes before it. Momentum is ResourceApplyMomentum:
 * u ← μu + g, w ← w − ηu.
 * @returns the names of the operations
 */
export function addUpdates(graph: NodeList, rule: UpdateRule, variables: readonly Updated[]): readonly string[] {
  const fed = Object.keys(updateFeeds(rule, { step: 1, learningRate: 1 })).map((name) =>
    graph.placeholder(name, TENSORFLOW_TYPE.float32, []),
  );
  return rule.kind === "adam" ? adamNodes(graph, rule, variables, fed) : sgdNodes(graph, rule, variables, fed);
}

const waitingFor = (names: readonly string[]): readonly string[] => names.map((name) => `^${name}`);

function adamNodes(
  graph: NodeList,
  rule: UpdateRule & { readonly kind: "adam" },
  variables: readonly Updated[],
  [rate, epsilon, decay]: readonly string[],
): readonly string[] {
  const [beta1, beta2, none] = [graph.scalar(rule.beta1), graph.scalar(rule.beta2), graph.scalar(0)];
  return variables.map(({ handle, read, gradient, moments, after }) => {
    const decayed = decay
      ? [graph.node("ResourceApplyGradientDescent", [handle, decay, read, ...waitingFor(after)], T)]
      : [];
    const given = [handle, ...moments, none, none, rate as string, beta1, beta2, epsilon as string, gradient];
    return graph.node("ResourceApplyAdam", [...given, ...waitingFor([...after, ...decayed])], T);
  });
}

function sgdNodes(
  graph: NodeList,
  { momentum, weightDecay }: UpdateRule & { readonly kind: "sgd" },
  variables: readonly Updated[],
  [rate]: readonly string[],
): readonly string[] {
  const [factor, penalty] = [graph.scalar(momentum), graph.scalar(weightDecay)];
  return variables.map(({ handle, read, gradient, moments, after }) => {
    const pulled =
      weightDecay === 0 ? gradient : graph.node("AddV2", [gradient, graph.node("Mul", [penalty, read], T)], T);
    const waits = waitingFor(after);
    return momentum > 0
      ? graph.node("ResourceApplyMomentum", [handle, ...moments, rate as string, pulled, factor, ...waits], T)
      : graph.node("ResourceApplyGradientDescent", [handle, rate as string, pulled, ...waits], T);
  });
}
