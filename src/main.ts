#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import "./wiring/packages.ts";

// What one command has read and compiled, the next need not: a second of each. Beside the packages, where nobody
// writes who could not write the program itself; where nobody may write, it goes without.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/janein", import.meta.url)));
await import("./program.ts");
