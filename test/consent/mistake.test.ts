import { expect, test } from "vitest";
import { type EventKind, type Route, routes } from "../../src/consent/event.ts";
import { isTheOffices } from "../../src/consent/mistake.ts";
import { event } from "../support/histories.ts";

const isOffices = (kind: EventKind, route: Route) => isTheOffices(event(kind, "mother", { route }));

test("the office can have put down by mistake what it put down: an answer that came another way, and a settling", () => {
  for (const kind of ["given", "refused", "withdrawn"] as const)
    expect(routes.filter((route) => isOffices(kind, route))).toEqual(["paper", "phone", "in_person"]);
  expect(isOffices("upheld", "note")).toBe(true);
});

test("never a lapse, whatever way an older one names, nor a mistake itself", () => {
  for (const kind of ["lapsed", "voided"] as const)
    expect(routes.filter((route) => isOffices(kind, route))).toEqual([]);
});
