import type { Variable } from "../../tensors/tf";
import type { UpdateRule } from "../optimizer";
import type { NodeDef } from "./graph-def";
import { liveNodes } from "./live-nodes";
import { NodeList } from "./node-list";
import { withPlainProducts } from "./plain-products";
import type { Recording } from "./record";
import { addUpdates, momentsOf, type Updated } from "./update-nodes";

/** A variable of the session: the names by which it is read and given values. */
export interface SessionVariable {
  readonly handle: string;
  readonly read: string;
  readonly loaded: string;
  readonly shape: readonly number[];
}

/** The graph of one compiled function, ready to be loaded. */
export interface StepGraph {
  readonly nodes: readonly NodeDef[];
  readonly variables: ReadonlyMap<Variable, SessionVariable>;
  /** The moments of each variable that the optimizer changes. */
  readonly moments: ReadonlyMap<Variable, readonly SessionVariable[]>;
  /** Fetched, it has every variable changed; absent where none is. */
  readonly changed: string | undefined;
}

/**
 * The recording with everything that changes variables added: the assignments of the body and, if `rule` is given, the
 * updates of the optimizer. Each waits until its variable was read. What nothing needs is dropped.
 */
export function stepGraph(recording: Recording, rule: UpdateRule | undefined): StepGraph {
  const graph = new NodeList(withPlainProducts(recording.nodes));
  const loadable = (handle: string, read: string, { shape }: Variable): SessionVariable => {
    return { handle, read, shape, loaded: graph.load(handle, shape) };
  };
  const variables = new Map(
    [...recording.variables].map(([variable, { handle, read }]) => [variable, loadable(handle, read, variable)]),
  );
  const changes = new Map(
    [...recording.assigned].map(([variable, { output }]) => {
      const { handle, read } = variables.get(variable) as SessionVariable;
      return [variable, graph.assign(handle, output, [read])];
    }),
  );
  const moments = new Map<Variable, readonly SessionVariable[]>();
  const updated = [...(rule === undefined ? [] : recording.gradients)].map(([variable, { output }]): Updated => {
    const { handle, read } = variables.get(variable) as SessionVariable;
    const own = Array.from({ length: momentsOf(rule as UpdateRule) }, (_, k) => {
      const moment = graph.variable(`${handle}/moment${k}`, variable.shape);
      return loadable(moment, graph.read(moment), variable);
    });
    moments.set(variable, own);
    const after = [read, ...(changes.has(variable) ? [changes.get(variable) as string] : [])];
    return { handle, read, gradient: output, moments: own.map((moment) => moment.handle), after };
  });
  const all = [...changes.values(), ...(rule === undefined ? [] : addUpdates(graph, rule, updated))];
  const changed = all.length === 0 ? undefined : graph.signal("changed", all);
  const needed = [...recording.results, ...recording.gradients].map(([, { output }]) => output);
  const kept = [...variables.values(), ...[...moments.values()].flat()].flatMap(({ read, loaded }) => [read, loaded]);
  const nodes = liveNodes(graph.nodes, [...needed, ...kept, ...(changed === undefined ? [] : [changed])]);
  return { nodes, variables, moments, changed };
}
