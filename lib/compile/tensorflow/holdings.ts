import type { Home } from "../resident";
import type { Session } from "./session";
import type { SessionVariable } from "./step-graph";

/** Who knows where the newest values of a variable are: a resident, or a moment of the optimizer. */
export interface Keeper {
  readonly version: number;
  readonly newest: () => Promise<Float32Array>;
  readonly written: (home: Home) => void;
}

/** A variable of a session and its keeper. */
export interface Holding {
  readonly variable: SessionVariable;
  readonly keeper: Keeper;
  /** Whether the session changes it. */
  readonly isChanged: boolean;
}

/**
 * What a session holds of values that others may hold too. Each loaded graph has variables of its own, so values move
 * when another program, or somebody outside, has changed them, and only then.
 */
export class Holdings {
  readonly #session: Session;
  readonly #holdings: readonly Holding[];
  readonly #changed: readonly Holding[];
  readonly #homes: ReadonlyMap<Holding, Home>;
  readonly #versions = new Map<Holding, number>();
  #copies: readonly Float32Array[] | undefined;

  constructor(session: Session, holdings: readonly Holding[]) {
    this.#session = session;
    this.#holdings = holdings;
    this.#changed = holdings.filter(({ isChanged }) => isChanged);
    this.#homes = new Map(this.#changed.map((holding, i) => [holding, { read: () => this.#read(i) }]));
  }

  /** The home of a variable that the session changes. */
  home(holding: Holding): Home | undefined {
    return this.#homes.get(holding);
  }

  /** Takes over what was changed elsewhere. */
  async load(): Promise<void> {
    const old = this.#holdings.filter((holding) => this.#versions.get(holding) !== holding.keeper.version);
    if (old.length === 0) return;
    const versions = old.map(({ keeper }) => keeper.version);
    const values = await Promise.all(old.map(({ keeper }) => keeper.newest()));
    const fed = old.map(({ variable: { handle, shape } }, i) => {
      return [`${handle}/values`, { values: values[i] as Float32Array, shape }] as const;
    });
    this.#session.run(
      Object.fromEntries(fed),
      old.map(({ variable }) => variable.loaded),
    );
    this.#copies = undefined;
    for (const [i, holding] of old.entries()) this.#versions.set(holding, versions[i] as number);
  }

  /** Says that the session has changed its variables. */
  written(): void {
    this.#copies = undefined;
    for (const holding of this.#changed) {
      holding.keeper.written(this.#homes.get(holding) as Home);
      this.#versions.set(holding, holding.keeper.version);
    }
  }

  /** All are read together: who looks at one looks at the others too. */
  #read(index: number): Float32Array {
    this.#copies ??= this.#session
      .run(
        {},
        this.#changed.map(({ variable }) => variable.read),
      )
      .map(({ values }) => values as Float32Array);
    return this.#copies[index] as Float32Array;
  }
}
