import type { Refused } from "../../../db/proof/settling.ts";
import { type Purpose, purposes } from "../../consent/event.ts";
import { type Ground, grounds, mostOfSettling, type Upholding } from "../../consent/settling.ts";
import { takenDown } from "../../house/taken-down.ts";
import type { ChildInClass } from "../../school/people.ts";
import { typedText } from "../../school/typed.ts";
import { acting } from "../page/desk.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { only } from "../staff/guard.ts";
import type { OfficeAnswer } from "./answer.ts";
import { readWhole, takenBy } from "./answer-acts.ts";
import { again, back, foundAtSchool } from "./child-acts.ts";

type Values = Readonly<Record<string, string>>;
type Errors = Record<string, OfficeKey>;

/** Whose declaration counts, as the office has typed it in. */
export interface SettleForm {
  person: string;
  purposes: Purpose[];
  why: Ground;
  reason: string;
  evidence: string;
}

/** The office says whose declaration counts where they differ, and why; never that the school consents. */
export function settleRoute(app: OfficeApp, parts: OfficeParts): void {
  app.post("/children/:id/settle", only(parts, "recordAnswers"), async (ctx, next) => {
    const child = await foundAtSchool(parts, ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const wrong = (errors: Errors) => again(parts, ctx, child, "settle", { values, errors });
    const read = readSettling(values);
    if ("errors" in read) return wrong(read.errors);
    const declared = await newDeclaration(parts, child, values, read);
    if (declared && "errors" in declared) return wrong(declared.errors);
    const settled = await settle(parts, ctx, child, read, declared?.answer ?? null, values.act);
    if (!("refused" in settled)) return back(ctx, child, settled.onlyNo ? "onlyNo" : "settled");
    if (settled.refused === "later") return again(parts, ctx, child, "settle", { values, errors: {} }, settled);
    return settled.refused === "nothingDiffers" ? back(ctx, child, "nothingDiffers") : wrong(errorOf[settled.refused]);
  });
}

const errorOf: Record<Exclude<Refused["refused"], "later" | "nothingDiffers">, Errors> = {
  notEntitled: { counts: "settle.notEntitled" },
  undecided: { counts: "custody.settleFirst" },
  noDeclaration: { counts: "settle.noDeclaration" },
  notNew: { audio: "settle.notNew" },
};

/** Reads the form. Out: what it says, or what is missing beside which field. */
export function readSettling(values: Values): SettleForm | { errors: Errors } {
  const { counts: person = "", purpose } = values;
  const [reason, evidence] = [typedText(values.reason ?? ""), typedText(values.evidence ?? "")];
  const about = purpose === "both" ? [...purposes] : purposes.filter((one) => one === purpose);
  const why = grounds.find((one) => one === values.why);
  const errors: Errors = {
    ...(about.length === 0 ? { purpose: "settle.purposeMissing" } : {}),
    ...(person === "" ? { counts: "settle.countsMissing" } : {}),
    ...(why ? {} : { why: "settle.whyMissing" }),
    ...(reason === "" ? { reason: "settle.reasonMissing" } : {}),
    ...(reason.length > mostOfSettling ? { reason: "settle.reasonTooLong" } : {}),
    ...(evidence === "" ? { evidence: "settle.evidenceMissing" } : {}),
    ...(evidence.length > mostOfSettling ? { evidence: "settle.evidenceTooLong" } : {}),
  };
  if (!why || Object.keys(errors).length > 0) return { errors };
  return { person, purposes: about, why, reason, evidence };
}

/** What that person has declared now, where this is why it counts; the reason and the paper go with it. */
async function newDeclaration(parts: OfficeParts, child: ChildInClass, values: Values, read: SettleForm) {
  if (read.why !== "new_declaration") return null;
  const note = `${read.reason}; ${read.evidence}`;
  return await readWhole(parts, { ...values, person: read.person, note: "" }, child, note);
}

async function settle(
  parts: OfficeParts,
  ctx: OfficeContext,
  child: ChildInClass,
  form: SettleForm,
  declared: OfficeAnswer | null,
  act = parts.house.newId(),
) {
  const { house } = parts;
  const by = ctx.get("person").name;
  const upholding: Upholding = { ...form, child: child.id, recordedBy: by, act, notice: house.notice.number };
  const taken = declared && (await takenDown(house, takenBy(ctx, child, declared, act), declared.taken));
  const settles = () => house.ledger.settle(upholding, taken, house.now());
  const details = { purpose: form.purposes.join(", "), why: form.why };
  return await acting(parts, ctx, "settle", child.id, settles, details);
}
