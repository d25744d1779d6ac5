import { outputTexts } from "../output-texts";
import type { Finding, Place } from "../problem";
import type { Subject } from "../subject";

/** What keys and tokens look like, as their issuers say. */
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20,}\b/],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["a PyPI token", /\bpypi-[A-Za-z0-9_-]{40,}\b/],
  ["a Hugging Face token", /\bhf_[A-Za-z0-9]{30,}\b/],
  ["an API key", /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{32,}\b/],
  ["a Google API key", /\bAIza[0-9A-Za-z_-]{35}\b/],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}\b/],
  ["a JSON web token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ["a password in an address", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"<>]+:[^\s/:@'"<>]{3,}@[\w.-]+/],
];

/** What kind of secret stands in a text, and its first characters. */
export function secretIn(
  text: string,
): { readonly kind: string; readonly start: string; readonly at: number } | undefined {
  for (const [kind, pattern] of kinds) {
    const found = pattern.exec(text);
    if (found !== null) return { kind, start: `${found[0].slice(0, 8)}…`, at: found.index };
  }
  return undefined;
}

/** No cell and no stored output holds a key or a token. */
export function secrets(subject: Subject): readonly Finding[] {
  return subject.notebook.cells.flatMap((cell): readonly Finding[] => {
    const found = (text: string, place: (at: number) => Place): readonly Finding[] => {
      const secret = secretIn(text);
      return secret === undefined
        ? []
        : [{ place: place(secret.at), message: `${secret.kind}, ${secret.start}; take it back where it was issued` }];
    };
    const outputs = outputTexts(subject, cell).flatMap((text) =>
      found(text, () => ({ cell: cell.index, member: "outputs" })),
    );
    return [...found(cell.source, (offset) => ({ cell: cell.index, offset })), ...outputs.slice(0, 1)];
  });
}
