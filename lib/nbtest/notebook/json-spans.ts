/** A JSON value and where it stands in its text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Of an object: its members, in order. */
  readonly members?: readonly Member[];
  /** Of an array: its elements. */
  readonly elements?: readonly Span[];
}

/** A member of an object. */
export interface Member {
  readonly name: string;
  /** Where its name's opening quote stands. */
  readonly start: number;
  readonly value: Span;
}

const space = /[ \t\r\n]*/y;
const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** A place in a text that only moves on. */
class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): Span {
    this.skip();
    const first = this.text[this.at];
    if (first === "{") return this.object();
    if (first === "[") return this.array();
    const start = this.at;
    if (first === '"') this.string();
    else this.match(scalar);
    return { start, end: this.at };
  }

  private object(): Span {
    const start = this.at++;
    const members: Member[] = [];
    while (!this.closes("}")) {
      const nameStart = this.at;
      const name = JSON.parse(this.string()) as string;
      this.skip();
      this.at++; // the colon
      members.push({ name, start: nameStart, value: this.value() });
    }
    return { start, end: this.at, members };
  }

  private array(): Span {
    const start = this.at++;
    const elements: Span[] = [];
    while (!this.closes("]")) elements.push(this.value());
    return { start, end: this.at, elements };
  }

  /** Passes a comma or the closing bracket, and says whether it was the bracket. */
  private closes(bracket: string): boolean {
    this.skip();
    if (this.text[this.at] === ",") this.at++;
    this.skip();
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    return true;
  }

  /** Not by a regular expression: strings of tens of megabytes are common here. */
  private string(): string {
    const start = this.at;
    do {
      this.at = this.text.indexOf('"', this.at + 1);
      if (this.at < 0) throw new SyntaxError(`JSON: the string at character ${start} does not end`);
    } while (this.isEscaped());
    this.at++;
    return this.text.slice(start, this.at);
  }

  private isEscaped(): boolean {
    let before = this.at;
    while (this.text[before - 1] === "\\") before--;
    return (this.at - before) % 2 === 1;
  }

  private skip(): void {
    this.match(space);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new SyntaxError(`JSON: nothing known at character ${this.at}`);
    this.at += found.length;
    return found;
  }
}

/**
 * Finds where everything stands in a JSON text.
 *
 * @param text - one that `JSON.parse` accepts; that is not checked again.
 */
export const spansOf = (text: string): Span => new Scanner(text).value();

/** The value of an object's member; of several with one name the last, as `JSON.parse` takes it. */
export const memberOf = (span: Span | undefined, name: string): Span | undefined =>
  span?.members?.findLast((member) => member.name === name)?.value;
