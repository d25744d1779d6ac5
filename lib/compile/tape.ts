import { dispose, engine } from "../tensors/tf";

/** Disposes of what TensorFlow.js saved for a gradient that an error cut off; by itself it would keep that for ever. */
export function forgetTape(): void {
  const { state } = engine();
  if (state.gradientDepth > 0) return; // a gradient further out still needs it
  for (const { saved } of state.activeTape ?? []) dispose(saved ?? []);
  state.activeTape = [];
}
