import highlight from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import markdown from "highlight.js/lib/languages/markdown";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml } from "./escape";

const GRAMMARS = { bash, json, markdown, python, typescript };
for (const [name, grammar] of Object.entries(GRAMMARS)) highlight.registerLanguage(name, grammar);

/** name of a language, as written behind a fence or in a notebook's metadata → grammar */
const NAMES: Readonly<Record<string, keyof typeof GRAMMARS>> = {
  ...{ typescript: "typescript", ts: "typescript", tsx: "typescript", mts: "typescript", cts: "typescript" },
  ...{ javascript: "typescript", js: "typescript", jsx: "typescript", mjs: "typescript", cjs: "typescript" },
  ...{ bash: "bash", sh: "bash", shell: "bash", json: "json", ipynb: "json" },
  ...{ markdown: "markdown", md: "markdown", python: "python", py: "python", ipython: "python", python3: "python" },
};

/** characters: longer code is data, and colouring it would cost its reader more than it tells */
const LONGEST = 20_000;

/** Code → HTML with spans of highlight.js' classes; of a language that we have no grammar for: plain text. */
export function codeHtml(code: string, language: string): string {
  const name = language.trim().toLowerCase();
  if (!Object.hasOwn(NAMES, name) || code.length > LONGEST) return escapeHtml(code);
  return highlight.highlight(code, { language: NAMES[name]!, ignoreIllegals: true }).value;
}
