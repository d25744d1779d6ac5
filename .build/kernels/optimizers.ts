// AssemblyScript, compiled to lib/training/optimizer-kernels.generated.ts by `npm run kernels`.
// Each function is one pass over blocks of `length` float32 (a multiple of 4) in the imported memory; the formulas
// are documented, and written once more in plain TypeScript, in lib/training/adam.ts and lib/training/sgd.ts.

/** w ← w · keep − rate · m / (√v · scale + epsilon), after m and v took in the gradient. */
export function adam(
  weights: usize,
  gradients: usize,
  first: usize,
  second: usize,
  length: i32,
  rate: f32,
  beta1: f32,
  beta2: f32,
  rest1: f32,
  rest2: f32,
  scale: f32,
  epsilon: f32,
  keep: f32,
): void {
  const B1 = f32x4.splat(beta1),
    B2 = f32x4.splat(beta2),
    C1 = f32x4.splat(rest1),
    C2 = f32x4.splat(rest2);
  const R = f32x4.splat(rate),
    S = f32x4.splat(scale),
    E = f32x4.splat(epsilon),
    K = f32x4.splat(keep);
  const bytes = (<usize>length) << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = v128.load(gradients + i);
    const m = f32x4.add(f32x4.mul(B1, v128.load(first + i)), f32x4.mul(C1, g));
    const v = f32x4.add(f32x4.mul(B2, v128.load(second + i)), f32x4.mul(C2, f32x4.mul(g, g)));
    v128.store(first + i, m);
    v128.store(second + i, v);
    const change = f32x4.div(f32x4.mul(R, m), f32x4.add(f32x4.mul(f32x4.sqrt(v), S), E));
    v128.store(weights + i, f32x4.sub(f32x4.mul(v128.load(weights + i), K), change));
  }
}

/** u ← momentum · u + g + decay · w;  w ← w − rate · u. */
export function sgd(
  weights: usize,
  gradients: usize,
  velocity: usize,
  length: i32,
  rate: f32,
  momentum: f32,
  decay: f32,
): void {
  const R = f32x4.splat(rate),
    M = f32x4.splat(momentum),
    D = f32x4.splat(decay);
  const bytes = (<usize>length) << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const w = v128.load(weights + i);
    const g = f32x4.add(v128.load(gradients + i), f32x4.mul(D, w));
    const u = f32x4.add(f32x4.mul(M, v128.load(velocity + i)), g);
    v128.store(velocity + i, u);
    v128.store(weights + i, f32x4.sub(w, f32x4.mul(R, u)));
  }
}
