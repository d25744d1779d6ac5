/**
 * The entry of `table` called `given`.
 * @param name of the method, for the message
 * @param option of the method, for the message
 * @throws RangeError if there is none: it names method, option, what was given and what is accepted
 */
export function choice<Table extends object, Key extends keyof Table>(
  name: string,
  option: string,
  given: Key,
  table: Table,
): Table[Key] {
  if (Object.hasOwn(table, given)) return table[given];
  const accepted = Object.keys(table).join(" and ");
  throw new RangeError(`${name}: ${option} ${JSON.stringify(given)} was given; ${accepted} are accepted`);
}
