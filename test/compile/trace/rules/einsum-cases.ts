import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

const EQUATIONS: readonly (readonly [equation: string, ...shapes: number[][]])[] = [
  ["i->", [4]],
  ["i->i", [4]],
  ["ij->ji", [2, 3]],
  ["ij->j", [2, 3]],
  ["ijk->ki", [2, 3, 4]],
  ["i,i->", [4], [4]],
  ["i,j->ij", [2], [3]],
  ["ij,jk->ik", [2, 3], [3, 4]],
  ["ij , kj -> ik", [2, 3], [4, 3]],
  ["bij,bjk->bik", [2, 3, 4], [2, 4, 5]],
  ["bij,bik->bjk", [2, 3, 4], [2, 3, 5]],
  ["abc,cd->abd", [2, 3, 4], [4, 2]],
  ["abc,cde->abde", [2, 3, 4], [4, 2, 5]],
  ["abde,cde->abc", [2, 3, 2, 5], [4, 2, 5]],
  ["aecd,abcd->acbe", [2, 3, 4, 5], [2, 6, 4, 5]],
  ["acbe,aecd->abcd", [2, 4, 6, 3], [2, 3, 4, 5]],
  ["bnc,bnc->bn", [2, 3, 4], [2, 3, 4]],
];

export const einsumCases: readonly Case[] = EQUATIONS.map(([equation, ...shapes]) => ({
  name: `einsum of ${equation}`,
  inputs: [...shapes.map((shape) => float(shape)), ...shapes.map((shape) => int(shape))],
  compute: (...inputs) => [
    tf.einsum(equation, ...inputs.slice(0, shapes.length)),
    tf.einsum(equation, ...inputs.slice(shapes.length)),
  ],
  gradient: false, // tfjs has none
}));
