import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { poolingPlacesCases } from "./pooling-places-cases";

describe("the rules of pooling places", () => checkCases(poolingPlacesCases));
