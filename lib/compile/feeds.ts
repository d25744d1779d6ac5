import type { FeedType, HostTensor } from "../tensors/host-tensor";
import { sizeOf, typeOf } from "../tensors/host-tensor";
import type { Tensor } from "../tensors/tf";

/** The tensors that a compiled function is given, by name. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** The tensors that it returns, by name. */
export type Results = Readonly<Record<string, Tensor>>;

/** What one call is fed: values for every name that the function uses; others are ignored. */
export type Fed<F extends Feeds> = { readonly [Name in keyof F]: HostTensor };

/** What one call returns. */
export type Returned<R extends Results> = { readonly [Name in keyof R]: HostTensor };

/** Element type and shape of one feed: a graph is made for one set of these. */
export interface FeedSpec {
  readonly name: string;
  readonly type: FeedType;
  readonly shape: readonly number[];
}

/**
 * Checks what was fed before it reaches an engine.
 * @throws TypeError for a feed that is no host tensor, RangeError for one whose values do not fill its shape
 */
export function checkFed(name: string, fed: Readonly<Record<string, HostTensor>>): void {
  for (const [feed, tensor] of Object.entries(fed)) {
    if (!ArrayBuffer.isView(tensor?.values) || !Array.isArray(tensor.shape)) {
      throw new TypeError(`compile ${name}: the feed "${feed}" is no { values, shape } with values in a typed array`);
    }
    const { values, shape } = tensor;
    if (values.length === sizeOf(shape)) continue;
    throw new RangeError(
      `compile ${name}: the feed "${feed}" has ${values.length} values for the shape [${shape.join(", ")}], ` +
        `which holds ${sizeOf(shape)}`,
    );
  }
}

/** The specification of what was fed. */
export const specsOf = (fed: Readonly<Record<string, HostTensor>>): FeedSpec[] =>
  Object.entries(fed).map(([name, { values, shape }]) => ({ name, type: typeOf(values), shape }));

/** A text that is equal for feeds of equal names, types and shapes. */
export const signatureOf = (fed: Readonly<Record<string, HostTensor>>): string =>
  specsOf(fed)
    .map(({ name, type, shape }) => `${name}:${type}[${shape.join()}]`)
    .join(" ");
