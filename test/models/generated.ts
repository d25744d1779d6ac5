/**
 * `length` numbers centre ± spread, uniform, from a hash of (name, index): what test/golden/generated.py gives too, so that the weights and
 * images behind golden values need no file.
 */
export function generated(name: string, length: number, centre: number, spread: number): Float32Array {
  let start = 0x811c9dc5; // FNV-1a
  for (const letter of Buffer.from(name)) start = Math.imul(start ^ letter, 0x01000193);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let x = (i + start) >>> 0; // lowbias32 (C. Wellons, hash-prospector)
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    x = (x ^ (x >>> 16)) >>> 0;
    values[i] = centre + spread * (x / 2 ** 31 - 1);
  }
  return values;
}
