import type { HostValues } from "../../tensors/host-tensor";
import { bytesField, floatField, integerField } from "../protobuf";

/** The value of an attribute of an operation. */
export type AttributeValue =
  | { readonly string: string }
  | { readonly int: number }
  | { readonly float: number }
  | { readonly bool: boolean }
  | { readonly type: number }
  | { readonly shape: readonly number[] }
  | { readonly tensor: { readonly type: number; readonly shape: readonly number[]; readonly values: HostValues } }
  | { readonly list: readonly AttributeValue[] };

/** One operation of a graph. */
export interface NodeDef {
  readonly name: string;
  /** The name of a TensorFlow operation. */
  readonly operation: string;
  /** "node" or "node:1" for its second output; "^node" has the operation wait for another one; those come last. */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

// Field numbers are those of TensorFlow's graph.proto, node_def.proto, attr_value.proto, tensor.proto,
// tensor_shape.proto, meta_graph.proto and saved_model.proto.
const PRODUCER = 1087; // the graph version of TensorFlow 2.9, which every later release reads

const shapeProto = (shape: readonly number[]): Buffer =>
  Buffer.concat(shape.map((extent) => bytesField(2, integerField(1, extent))));

function tensorProto({ type, shape, values }: Extract<AttributeValue, { tensor: unknown }>["tensor"]): Buffer {
  const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([integerField(1, type), bytesField(2, shapeProto(shape)), bytesField(4, content)]);
}

/** An AttrValue; inside of a ListValue its kinds have the same field numbers. */
function attributeProto(value: AttributeValue): Buffer {
  if ("string" in value) return bytesField(2, value.string);
  if ("int" in value) return integerField(3, value.int);
  if ("float" in value) return floatField(4, value.float);
  if ("bool" in value) return integerField(5, value.bool ? 1 : 0);
  if ("type" in value) return integerField(6, value.type);
  if ("shape" in value) return bytesField(7, shapeProto(value.shape));
  if ("tensor" in value) return bytesField(8, tensorProto(value.tensor));
  return bytesField(1, Buffer.concat(value.list.map(attributeProto)));
}

/** The bytes of one operation. */
export const nodeProto = ({ name, operation, inputs, attributes }: NodeDef): Buffer =>
  Buffer.concat([
    bytesField(1, name),
    bytesField(2, operation),
    ...inputs.map((input) => bytesField(3, input)),
    ...Object.entries(attributes).map(([key, value]) =>
      bytesField(5, Buffer.concat([bytesField(1, key), bytesField(2, attributeProto(value))])),
    ),
  ]);

/** The tag under which a graph is found in a SavedModel. */
export const TAG = "serve";

/** The bytes of a SavedModel, without variables of its own, that holds the graph. */
export function savedModel(nodes: readonly NodeDef[]): Uint8Array {
  const graph = Buffer.concat([
    ...nodes.map((node) => bytesField(1, nodeProto(node))),
    bytesField(4, integerField(1, PRODUCER)),
  ]);
  const metaGraph = Buffer.concat([bytesField(1, bytesField(4, TAG)), bytesField(2, graph)]);
  return Buffer.concat([integerField(1, 1), bytesField(2, metaGraph)]);
}
