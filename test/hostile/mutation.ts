import fc from "fast-check";

/** One change to a file's bytes; places and lengths are shares of the length, so that they fit any file. */
type Change = (bytes: Uint8Array) => Uint8Array;

const at = (bytes: Uint8Array, share: number): number => Math.floor(share * bytes.length);
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const flip = fc.tuple(share, fc.nat(7)).map(
  ([where, bit]): Change =>
    (bytes) => {
      const copy = Uint8Array.from(bytes); // a Buffer's slice would share the bytes
      if (copy.length > 0) copy[at(copy, where)]! ^= 1 << bit;
      return copy;
    },
);

const cut = share.map(
  (where): Change =>
    (bytes) =>
      bytes.slice(0, at(bytes, where)),
);

const insert = fc.tuple(share, fc.uint8Array({ maxLength: 16 })).map(
  ([where, more]): Change =>
    (bytes) =>
      Buffer.concat([bytes.slice(0, at(bytes, where)), more, bytes.slice(at(bytes, where))]),
);

const drop = fc.tuple(share, fc.integer({ min: 1, max: 64 })).map(
  ([where, length]): Change =>
    (bytes) =>
      Buffer.concat([bytes.slice(0, at(bytes, where)), bytes.slice(at(bytes, where) + length)]),
);

const repeat = fc.tuple(share, fc.integer({ min: 1, max: 64 })).map(
  ([where, length]): Change =>
    (bytes) => {
      const [start, end] = [at(bytes, where), at(bytes, where) + length];
      return Buffer.concat([bytes.slice(0, end), bytes.slice(start, end), bytes.slice(end)]);
    },
);

/** The numbers at which readers trip, little and big end first. */
const edges = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
const edge = fc.tuple(share, fc.constantFrom(...edges), fc.boolean()).map(
  ([where, value, little]): Change =>
    (bytes) => {
      const copy = Uint8Array.from(bytes); // a Buffer's slice would share the bytes
      const start = Math.min(at(copy, where), copy.length - 4);
      if (start >= 0) new DataView(copy.buffer, copy.byteOffset).setUint32(start, value, little);
      return copy;
    },
);

/** In a file of JSON: a number, a string or a word for another. */
const words = [
  "-1",
  "1e999",
  "9007199254740993",
  "1.5",
  "null",
  "true",
  '""',
  "[]",
  "{}",
  '"__proto__"',
  '"../../x"',
  "1e9",
];
const word = fc.tuple(share, fc.constantFrom(...words)).map(
  ([where, other]): Change =>
    (bytes) => {
      const text = Buffer.from(bytes).toString("latin1");
      const values = [...text.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|"(?:[^"\\]|\\.)*"|true|false|null/g)];
      const chosen = values[Math.floor(where * values.length)];
      if (chosen === undefined) return bytes;
      return Buffer.from(text.slice(0, chosen.index) + other + text.slice(chosen.index + chosen[0].length), "latin1");
    },
);

/** One to four changes to a file. */
export const mutated = (seed: fc.Arbitrary<Uint8Array>, json = false): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      seed,
      fc.array(fc.oneof(flip, cut, insert, drop, repeat, edge, ...(json ? [word, word, word] : [])), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([bytes, changes]) => changes.reduce((before, change) => change(before), bytes));
