#!/usr/bin/env node
import { registerHooks } from "node:module";

// Node reads how a package is laid out anew for each of its files. drizzle-orm says it in 180 kB, and a hundred of its
// files are needed: a third of the time in which a command begins. What lies beside a file of it is of its kind.
registerHooks({
  resolve(specifier, context, next) {
    const isBeside = specifier.startsWith(".") && specifier.endsWith(".js");
    if (!isBeside || !context.parentURL?.includes("/node_modules/drizzle-orm/")) return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true };
  },
});
await import("./program.ts");
