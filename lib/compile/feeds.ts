import type { FeedType, HostTensor } from "../tensors/host-tensor";
import { typeOf } from "../tensors/host-tensor";
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

/** The specification of what was fed. */
export const specsOf = (fed: Readonly<Record<string, HostTensor>>): FeedSpec[] =>
  Object.entries(fed).map(([name, { values, shape }]) => ({ name, type: typeOf(values), shape }));

/** A text that is equal for feeds of equal names, types and shapes. */
export const signatureOf = (fed: Readonly<Record<string, HostTensor>>): string =>
  specsOf(fed)
    .map(({ name, type, shape }) => `${name}:${type}[${shape.join()}]`)
    .join(" ");
