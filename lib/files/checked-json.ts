import { type GenericSchema, getDotPath, type InferOutput, safeParse } from "valibot";

/**
 * The value that a JSON text holds, if it is what the schema says.
 * @param fail makes the error, which names the file, from a reason such as `is not JSON: …` or `has no "a.b"`
 * @throws what `fail` makes, if the text is no JSON or the value another
 */
export function checkedJson<const Schema extends GenericSchema>(
  text: string,
  schema: Schema,
  fail: (reason: string) => Error,
): InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fail(`is not JSON: ${(error as Error).message}`);
  }
  return checkedValue(value, schema, fail);
}

/** As `checkedJson`, of a value that was parsed before. */
export function checkedValue<const Schema extends GenericSchema>(
  value: unknown,
  schema: Schema,
  fail: (reason: string) => Error,
): InferOutput<Schema> {
  const { success, output, issues } = safeParse(schema, value, { abortEarly: true });
  if (success) return output;
  const [issue] = issues;
  const place = getDotPath(issue);
  if (place !== null && issue.received === "undefined") throw fail(`has no "${place}"`);
  const accepted = `${issue.expected ?? issue.type} is accepted`;
  throw fail(`holds ${issue.received}${place === null ? "" : ` in "${place}"`}; ${accepted}`);
}
