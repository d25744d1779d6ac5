import { describe, expect, it } from "vitest";
import { feedInput, resultOutput, type Task, trace } from "../../../lib/compile/trace/trace";
import { traceBackend } from "../../../lib/compile/trace/trace-backend";
import { keepMask } from "../../../lib/tensors/random-source";
import * as tf from "../../../lib/tensors/tf";

const made = (...values: number[]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values)));
const spec = (name: string, type: "float32" | "int32" | "uint8", ...shape: number[]) => ({ name, type, shape });
const of = (body: Task["body"], ...feeds: ReturnType<typeof spec>[]) => trace({ name: "f", body }, feeds);

describe("trace", () => {
  it("writes a function down: feeds in, results out, nothing computed", () => {
    const { graph, feeds, results } = of(
      ({ x, y }) => ({ sum: tf.add(x!, y!) }),
      spec("x", "float32", 2),
      spec("y", "float32", 2),
    );
    expect(graph.nodes.map(({ operation }) => operation)).toEqual(["Add"]);
    expect(graph.inputs.map(({ name }) => name)).toEqual([feedInput("x"), feedInput("y")]);
    expect(graph.outputs.map(({ name }) => name)).toEqual([resultOutput("sum")]);
    expect([feeds.map(({ name }) => name), results]).toEqual([["x", "y"], [resultOutput("sum")]]);
  });

  it("leaves out feeds, variables and masks that nothing needs", () => {
    const [used, unused] = [made(1), made(2)];
    const traced = of(
      ({ x }) => {
        tf.add(unused, keepMask([1], 0.5, "unused"));
        return { y: tf.mul(tf.mul(x!, used), keepMask([1], 0.5, "used")) };
      },
      spec("x", "float32", 1),
      spec("other", "int32", 3),
    );
    expect(traced.feeds.map(({ name }) => name)).toEqual(["x"]);
    expect(traced.variables.map(({ variable }) => variable)).toEqual([used]);
    expect(traced.masks.map(({ place }) => place)).toEqual(["used"]);
    expect(traced.graph.inputs).toHaveLength(3);
    tf.dispose([used, unused]);
  });

  it("has uint8 feeds as int32 in the function and as bytes in the graph, converted to float32 at once", () => {
    let dtype = "";
    const { graph } = of(
      ({ pixels }) => {
        dtype = pixels!.dtype;
        return { scaled: tf.div(tf.cast(pixels!, "float32"), 255) };
      },
      spec("pixels", "uint8", 4),
    );
    expect(dtype).toBe("int32");
    expect(graph.inputs[0]?.type).toBe("uint8");
    expect(graph.nodes.filter(({ operation }) => operation === "Cast")).toHaveLength(1);
  });

  it("notes the variables that the body assigns and has each as it was", () => {
    const variable = made(1, 2);
    const { assigned, variables } = of(
      ({ x }) => {
        variable.assign(tf.add(variable, x!));
        return { after: tf.mul(variable, 2) };
      },
      spec("x", "float32", 2),
    );
    expect(assigned).toEqual([{ variable, output: "assigned 0" }]);
    expect(variables.map((each) => each.variable)).toEqual([variable]);
    expect([...variable.dataSync()]).toEqual([1, 2]);
    variable.dispose();
  });

  it("has a gradient for every variable that the loss reaches", () => {
    const [a, b] = [made(1), made(2)];
    const body: Task["body"] = ({ x }) => ({ loss: tf.sum(tf.mul(x!, a)) });
    const { gradients } = trace({ name: "f", body, minimize: { loss: "loss", variables: [a, b] } }, [
      spec("x", "float32", 1),
    ]);
    expect(gradients).toEqual([{ variable: a, output: "gradient 0" }]);
    tf.dispose([a, b]);
  });

  it("leaves no tensor and no data behind", () => {
    const variable = made(1);
    const before = tf.memory().numTensors;
    const body: Task["body"] = ({ x }) => ({ loss: tf.sum(tf.mul(tf.softmax(x!), variable)) });
    trace({ name: "f", body, minimize: { loss: "loss", variables: [variable] } }, [spec("x", "float32", 3)]);
    expect([tf.memory().numTensors, traceBackend.numDataIds()]).toEqual([before, 0]);
    variable.dispose();
  });

  it("refuses a layer that is first applied inside, as its weights would be made there", () => {
    const dense = tf.layers.dense({ units: 2 });
    const before = tf.memory().numTensors;
    expect(() => of(({ x }) => ({ y: dense.apply(x!) as tf.Tensor }), spec("x", "float32", 1, 3))).toThrow(
      /^compile f: the variable .*kernel.* is made inside the function; make it before/,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it("leaves nothing behind of a body that throws in the middle of a gradient", () => {
    const variable = made(1);
    const before = tf.memory().numTensors;
    const body: Task["body"] = () => {
      variable.assign(tf.square(variable));
      throw new Error("mine");
    };
    expect(() => trace({ name: "f", body, minimize: { loss: "loss", variables: [variable] } }, [])).toThrow(
      new Error("mine"),
    );
    expect([tf.memory().numTensors, traceBackend.numDataIds(), variable.dataSync()[0]]).toEqual([before, 0, 1]);
    variable.dispose();
  });

  it("returns feeds, variables and literals as results", () => {
    const variable = made(1);
    const { graph } = of(({ x }) => ({ x: x!, variable, five: tf.scalar(5) }), spec("x", "uint8", 2));
    expect(graph.outputs.map(({ type, shape }) => [type, shape])).toEqual([
      ["int32", [2]],
      ["float32", [1]],
      ["float32", []],
    ]);
    variable.dispose();
  });
});
