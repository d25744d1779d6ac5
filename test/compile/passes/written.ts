import type { Graph, Value } from "../../../lib/compile/graph";
import { GraphBuilder } from "../../../lib/compile/graph-builder";

/**
 * A graph as nested text, an output a line: Mul(x, 2), Reshape(x)[4]. Constants are their numbers, and the shape is
 * shown where a reshape or a spread makes it.
 */
export function written({ nodes, constants, outputs }: Graph): readonly string[] {
  const givers = new Map(nodes.flatMap((node) => node.outputs.map(({ name }) => [name, node] as const)));
  const numbers = new Map(
    constants.map(({ name, values }) => [name, Array.from<number | bigint, string>(values, String).join()]),
  );
  const text = ({ name }: Value): string => {
    const giver = givers.get(name);
    if (giver === undefined) return numbers.get(name) ?? name;
    const {
      operation,
      inputs,
      outputs: [given],
    } = giver;
    if (operation === "Identity") return text(inputs[0] as Value);
    const makesShape = operation === "Reshape" || operation === "Expand";
    const shown = makesShape ? inputs.slice(0, 1) : inputs;
    return `${operation}(${shown.map(text).join(", ")})${makesShape ? `[${given?.shape.join()}]` : ""}`;
  };
  return outputs.map(text);
}

type Shape = readonly number[];

/** Short forms for building small graphs by hand. */
export class Sketch extends GraphBuilder {
  in(name: string, ...shape: number[]): Value {
    return this.input(name, "float32", shape);
  }

  number(value: number): Value {
    return this.scalar("float32", value);
  }

  /** An operation whose output is float32 of the given shape. */
  float(operation: string, inputs: readonly Value[], shape: Shape, attributes = {}): Value {
    return this.node(operation, inputs, { type: "float32", shape }, attributes);
  }

  shaped(x: Value, ...shape: number[]): Value {
    return this.float("Reshape", [x, this.integers(shape)], shape);
  }

  spread(x: Value, ...shape: number[]): Value {
    return this.float("Expand", [x, this.integers(shape)], shape);
  }

  sum(x: Value, axes: readonly number[], shape: Shape, operation = "ReduceSum"): Value {
    const keepdims = shape.length === x.shape.length ? 1 : 0;
    return this.float(operation, [x, this.integers(axes)], shape, { keepdims });
  }

  /** Makes each value an output, `result 0` and on, and returns the graph. */
  giving(...values: readonly Value[]): this {
    values.forEach((value, i) => {
      this.output(`result ${i}`, value);
    });
    return this;
  }
}
