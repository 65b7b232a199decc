import { registerHooks } from "node:module";

type Found = ReturnType<NonNullable<Parameters<typeof registerHooks>[0]["resolve"]>>;
const found = new Map<string, Found>();

// Node reads how a package is laid out anew for each import of it and for each of its files. drizzle-orm says it in
// 180 kB, and some hundred times: half of the time in which a command begins. To our own files one name is one place;
// and what lies beside a file of drizzle-orm is of its kind.
registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? "";
    if (from.includes("/node_modules/drizzle-orm/") && /^\..*\.js$/.test(specifier))
      return { url: new URL(specifier, from).href, format: "module", shortCircuit: true };
    if (/^[./]|:/.test(specifier) || from.includes("/node_modules/")) return next(specifier, context);
    const known = found.get(specifier) ?? next(specifier, context);
    found.set(specifier, known);
    return { ...known, shortCircuit: true };
  },
});
