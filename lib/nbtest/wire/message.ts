/** A JSON object whose fields are not known yet. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Header of a Jupyter message, protocol 5.3. The field names are the protocol's. */
export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** One Jupyter message without its routing identities and signature. */
export interface Message {
  readonly header: Header;
  /** Header of the request that this message answers; empty when there is none. */
  readonly parent: Partial<Header>;
  readonly metadata: JsonRecord;
  readonly content: JsonRecord;
  readonly buffers: readonly Uint8Array[];
}

/** True for a JSON object, false for null, arrays and plain values. */
export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value if it is a string, else the empty string. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
