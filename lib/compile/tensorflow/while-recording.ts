import { tidy } from "../../tensors/tf";
import type { Studio } from "./recording-feeds";

/** Runs `body` with the recorder between the backend and the library. */
export function whileRecording<Result>(studio: Studio, body: () => Result): Result {
  const { library, recorder } = studio;
  const { backend, binding } = library;
  const { write } = backend;
  backend.write = (values, shape, dtype) => recorder.made(write.call(backend, values, shape, dtype));
  backend.binding = recorder.binding;
  library.gatekeeper = recorder;
  let result: Result | undefined;
  try {
    tidy(() => {
      result = body(); // not handed through tidy, which would look for tensors in every constant of the graph
    });
    return result as Result;
  } finally {
    library.gatekeeper = undefined;
    backend.binding = binding;
    delete (backend as Partial<Pick<typeof backend, "write">>).write;
    recorder.dispose();
  }
}
