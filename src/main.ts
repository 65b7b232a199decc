#!/usr/bin/env node
import "./wiring/packages.ts";

await import("./program.ts");
