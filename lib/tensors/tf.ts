/**
 * The one TensorFlow.js instance of a process: core, layers and the eager cpu backend.
 * Two copies in a tree fight over kernels, so every room and every notebook takes `tf` from here.
 */
import { backend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
// Gradients and chained operations (x.add(y)), bundled by .build/registrations.mjs: tfjs-core publishes both only as
// ES modules that Node cannot require. The path is the same from lib/tensors/ and from dist/tensors/.
import "../../dist/tensors/registrations";

export * from "@tensorflow/tfjs-core";
export * from "@tensorflow/tfjs-layers";

// The cpu backend advertises tfjs-node at its first write; the engines of `compile` make that advice moot.
(backend() as unknown as { firstUse: boolean }).firstUse = false;
