import { array, integer, minValue, number, pipe, strictObject, string, tupleWithRest, unknown } from "valibot";
import { checkedValue } from "../files/checked-json";

const index = pipe(number(), integer(), minValue(0));
/** [the layer whose output is taken, which of its calls, which of the outputs, …]. */
const source = tupleWithRest([string(), index, index], unknown());
const layer = strictObject({
  name: string(),
  class_name: string(),
  config: unknown(),
  inbound_nodes: array(array(source)),
});
const graph = array(layer);

/** Classes whose `config.layers` is a graph of calls, and those that are called once as they are made. */
const GRAPHS = ["Model", "Functional"];
const CALLED = [...GRAPHS, "Sequential", "InputLayer"];

/** Deeper than any net that a person writes. */
const DEEPEST = 64;

/**
 * Checks the calls between the layers of a saved model, and of the models in it. tfjs makes a layer's call as soon as
 * those that it takes its inputs from are made, and would wait for ever for one that nothing makes.
 * @throws Error that names the layer whose inputs nothing makes, or the place that is no layer
 */
export function checkTopology(value: unknown, place = "modelTopology", depth = 0): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > DEEPEST) throw new Error(`${place} is nested deeper than ${DEEPEST} times`);
  const { class_name, className, config } = value as Readonly<Record<string, unknown>>; // tfjs takes both spellings
  if ([class_name, className].some((name) => GRAPHS.includes(name as string))) {
    checkGraph((config as { readonly layers?: unknown } | null)?.layers, `${place}.config.layers`);
  }
  for (const [key, each] of Object.entries(value)) checkTopology(each, `${place}.${key}`, depth + 1);
}

function checkGraph(value: unknown, place: string): void {
  const layers = checkedValue(value, graph, (reason) => new Error(`${place} ${reason}`));
  const calls = new Map(layers.map(({ name, class_name }) => [name, CALLED.includes(class_name) ? 1 : 0]));
  if (calls.size < layers.length) throw new Error(`${place} has two layers of one name`);
  const unlike = layers.find(({ name, config }) => (config as { readonly name?: unknown } | null)?.name !== name);
  if (unlike !== undefined) throw new Error(`${place}: the layer "${unlike.name}" has another name in its config`);
  const isMade = ([name, call]: readonly [string, number, ...unknown[]]): boolean => (calls.get(name) ?? 0) > call;
  let waiting = layers.flatMap(({ name, inbound_nodes }) => inbound_nodes.map((sources) => ({ name, sources })));
  for (let before = Number.POSITIVE_INFINITY; waiting.length < before; ) {
    before = waiting.length;
    waiting = waiting.filter(({ name, sources }) => {
      if (!sources.every(isMade)) return true;
      calls.set(name, calls.get(name)! + 1);
      return false;
    });
  }
  const [stuck] = waiting;
  if (stuck === undefined) return;
  const missing = stuck.sources.find((each) => !isMade(each));
  throw new Error(`${place}: the layer "${stuck.name}" takes a call of "${missing?.[0]}" that is never made`);
}
