import { expect, it } from "vitest";
import type { NodeDef } from "../../../lib/compile/tensorflow/graph-def";
import { NodeList } from "../../../lib/compile/tensorflow/node-list";
import { addUpdates, momentsOf, type Updated, updateFeeds } from "../../../lib/compile/tensorflow/update-nodes";
import { adam, adamW } from "../../../lib/training/adam";
import { sgd } from "../../../lib/training/sgd";

const rules = {
  adam: adam(1).rule!,
  adamW: adamW(1, { weightDecay: 0.1 }).rule!,
  sgd: sgd(1).rule!,
  momentum: sgd(1, { momentum: 0.9 }).rule!,
  decay: sgd(1, { weightDecay: 0.5 }).rule!,
};

const variable = (name: string, ...moments: string[]): Updated => {
  return { handle: name, read: `${name}/read`, gradient: `${name}/gradient`, moments, after: [`${name}/read`] };
};
const operationsOf = (nodes: readonly NodeDef[]): string[] =>
  nodes.map(({ operation }) => operation).filter((operation) => operation !== "Const" && operation !== "Placeholder");

it("knows how many moments a rule has", () => {
  expect(Object.values(rules).map(momentsOf)).toEqual([2, 2, 0, 1, 0]);
});

it("feeds Adam the rate and ε with the bias corrections in them", () => {
  // By hand: √(1 − .999) = .0316228, η √(1 − β₂) / (1 − β₁) = .5 · .0316228 / .1, ε √(1 − β₂) = 1e-8 · .0316228.
  const { rate, epsilon, ...rest } = updateFeeds(rules.adam, { step: 1, learningRate: 0.5 }) as Record<string, number>;
  expect(rate).toBeCloseTo(0.158114, 5);
  expect(epsilon! * 1e10).toBeCloseTo(3.16228, 4);
  expect(rest).toEqual({});
  const late = updateFeeds(rules.adam, { step: 100_000, learningRate: 0.5 });
  expect(late.rate).toBeCloseTo(0.5, 6);
  expect(updateFeeds(rules.adamW, { step: 1, learningRate: 0.5 }).decay).toBeCloseTo(0.05, 12);
});

it("feeds descent the rate as it is", () => {
  expect(updateFeeds(rules.momentum, { step: 7, learningRate: 0.5 })).toEqual({ rate: 0.5 });
});

it.each([
  ["adam", ["a/m", "a/v"], ["ResourceApplyAdam"]],
  ["adamW", ["a/m", "a/v"], ["ResourceApplyGradientDescent", "ResourceApplyAdam"]],
  ["sgd", [], ["ResourceApplyGradientDescent"]],
  ["momentum", ["a/u"], ["ResourceApplyMomentum"]],
  ["decay", [], ["Mul", "AddV2", "ResourceApplyGradientDescent"]],
] as const)("writes %s as one operation a variable, and what comes before it", (name, moments, operations) => {
  const graph = new NodeList();
  const updates = addUpdates(graph, rules[name], [variable("a", ...moments), variable("b", ...moments)]);
  expect(operationsOf(graph.nodes)).toEqual([...operations, ...operations]);
  expect(updates).toHaveLength(2);
  const last = graph.nodes.find((node) => node.name === updates[0])!;
  expect(last.inputs.slice(0, 1 + moments.length)).toEqual(["a", ...moments]);
  expect(last.inputs).toContain("^a/read");
});

it("has Adam wait for the decay, and the decay for what the update waits for", () => {
  const graph = new NodeList();
  const [update] = addUpdates(graph, rules.adamW, [variable("a", "m", "v")]);
  const decay = graph.nodes.find(({ operation }) => operation === "ResourceApplyGradientDescent")!;
  expect(decay.inputs).toEqual(["a", "decay", "a/read", "^a/read"]);
  expect(graph.nodes.find(({ name }) => name === update)!.inputs).toContain(`^${decay.name}`);
});
