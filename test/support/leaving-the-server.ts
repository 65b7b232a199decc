import { afterAll, afterEach, beforeEach } from "vitest";
import { givenBack, leaveServer, lentSoFar } from "./lent.ts";

// Of every test file: the schools of a test are closed with it, those of the file with that.
let before = 0;
beforeEach(() => void (before = lentSoFar()));
afterEach(() => givenBack(before));
afterAll(leaveServer);
