import type { DisplayOutput, ErrorOutput, Output, ResultOutput } from "../notebook/types";
import { type Difference, dataDifferences, textDifference } from "./compare-data";
import type { CompareRules } from "./rules";

type Shown = DisplayOutput | ResultOutput | ErrorOutput;

const isShown = (output: Output): output is Shown => output.output_type !== "stream";

/** All that was printed on a stream; what stands between its pieces is a matter of chance. */
const printedOn = (name: string, outputs: readonly Output[]): string =>
  outputs.map((output) => (output.output_type === "stream" && output.name === name ? output.text : "")).join("");

const kindOf = (output: Shown | undefined): string => {
  if (output === undefined) return "nothing";
  return output.output_type === "error"
    ? `the error ${output.ename}`
    : Object.keys(output.data).join(", ") || "nothing";
};

function shownDifferences(
  title: string,
  stored: Shown | undefined,
  fresh: Shown | undefined,
  rules: CompareRules,
): readonly Difference[] {
  if (
    stored === undefined ||
    fresh === undefined ||
    (stored.output_type === "error") !== (fresh.output_type === "error")
  )
    return [{ title, diff: `- ${kindOf(stored)}\n+ ${kindOf(fresh)}` }];
  if (stored.output_type !== "error" && fresh.output_type !== "error")
    return dataDifferences(title, stored.data, fresh.data, rules);
  if (stored.output_type !== "error" || fresh.output_type !== "error") return [];
  const diff = textDifference(`${stored.ename}: ${stored.evalue}`, `${fresh.ename}: ${fresh.evalue}`, rules);
  return diff === undefined ? [] : [{ title: `${title}, error`, diff }];
}

/**
 * How fresh outputs of a cell differ from the stored ones: each stream as a whole, then what was shown, one by one in
 * order, each MIME type in its own way. Execution counts, metadata and tracebacks are not compared.
 */
export function compareOutputs(
  stored: readonly Output[],
  fresh: readonly Output[],
  rules: CompareRules,
): readonly Difference[] {
  const streams = ["stdout", "stderr"].filter((name) => !rules.ignore.includes(name));
  const printed = streams.flatMap((name): readonly Difference[] => {
    const diff = textDifference(printedOn(name, stored), printedOn(name, fresh), rules);
    return diff === undefined ? [] : [{ title: name, diff }];
  });
  const [one, other] = [stored.filter(isShown), fresh.filter(isShown)];
  const places = Array.from({ length: Math.max(one.length, other.length) }, (_, place) => place);
  return [
    ...printed,
    ...places.flatMap((place) => shownDifferences(`output ${place + 1}`, one[place], other[place], rules)),
  ];
}
