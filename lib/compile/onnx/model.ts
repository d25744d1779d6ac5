import { type Attribute, type Constant, type Graph, type GraphNode, ONNX_TYPE, type Value } from "../graph";
import { bytesField, floatField, integerField } from "../protobuf";

// Field numbers and enum values are those of onnx.proto (IR version 9, opset 18).
const IR_VERSION = 9;
const OPSET = 18;
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_STRING = 3;
const ATTRIBUTE_INTS = 7;

function attribute(name: string, value: Attribute): Buffer {
  const head = bytesField(1, name);
  if (typeof value === "string") return Buffer.concat([head, bytesField(4, value), integerField(20, ATTRIBUTE_STRING)]);
  if (typeof value === "number") return Buffer.concat([head, integerField(3, value), integerField(20, ATTRIBUTE_INT)]);
  if ("float" in value) return Buffer.concat([head, floatField(2, value.float), integerField(20, ATTRIBUTE_FLOAT)]);
  return Buffer.concat([head, ...value.map((number) => integerField(8, number)), integerField(20, ATTRIBUTE_INTS)]);
}

const node = ({ operation, inputs, outputs, attributes }: GraphNode): Buffer =>
  Buffer.concat([
    ...inputs.map(({ name }) => bytesField(1, name)),
    ...outputs.map(({ name }) => bytesField(2, name)),
    bytesField(4, operation),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, attribute(name, value))),
  ]);

const tensor = ({ name, type, shape, values }: Constant): Buffer =>
  Buffer.concat([
    ...shape.map((extent) => integerField(1, extent)),
    integerField(2, ONNX_TYPE[type]),
    bytesField(8, name),
    bytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ]);

function valueInfo({ name, type, shape }: Value): Buffer {
  const dimensions = Buffer.concat(shape.map((extent) => bytesField(1, integerField(1, extent))));
  const tensorType = Buffer.concat([integerField(1, ONNX_TYPE[type]), bytesField(2, dimensions)]);
  return Buffer.concat([bytesField(1, name), bytesField(2, bytesField(1, tensorType))]);
}

/** The bytes of an ONNX model that holds `graph`. */
export function onnxModel(graph: Graph): Uint8Array {
  const body = Buffer.concat([
    ...graph.nodes.map((each) => bytesField(1, node(each))),
    bytesField(2, "dark-knowledge"),
    ...graph.constants.map((each) => bytesField(5, tensor(each))),
    ...graph.inputs.map((each) => bytesField(11, valueInfo(each))),
    ...graph.outputs.map((each) => bytesField(12, valueInfo(each))),
  ]);
  const operatorSet = Buffer.concat([bytesField(1, ""), integerField(2, OPSET)]);
  return Buffer.concat([integerField(1, IR_VERSION), bytesField(7, body), bytesField(8, operatorSet)]);
}
