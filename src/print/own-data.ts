import { type OwnData, roleKey } from "../consent/own-data.ts";
import { withoutMarkup } from "../consent/shown.ts";
import { dateAndTime, germanDate } from "../school/dates.ts";
import type { Speak } from "../texts.ts";
import { sheet, type Sheet } from "./sheet.ts";

/** All that is stored about the persons of one chat and their children, to be read (Art. 15 GDPR). Out: the PDF. */
export function printOwnData(data: OwnData, speak: Speak, timeZone: string): Promise<Uint8Array> {
  const { plain } = speak;
  return sheet(plain("ownData.title"), dateAndTime(data.at, timeZone), (page) => {
    page.text(withoutMarkup(plain("privacy.about")).split("\n\n").slice(1).join("\n\n"));
    for (const person of data.persons) {
      page.heading(`${person.givenName} ${person.familyName}`);
      page.rows([
        [plain("ownData.role"), plain(roleKey(person.role))],
        ...(person.account ? accountRows(person.account, plain, timeZone) : []),
      ]);
    }
    if (data.classes.length > 0) page.rows([[plain("ownData.classes"), data.classes.join(", ")]]);
    for (const child of data.children) putChild(page, child, speak, timeZone);
    putFormer(page, data, speak, timeZone);
    putCustody(page, data, speak);
    putKeptScans(page, data, speak, timeZone);
    putRestrictions(page, data, speak);
    page.heading(plain("ownData.requests"));
    for (const request of data.requests)
      page.rows(
        request.history.map(({ step, at, note }) => [
          dateAndTime(at, timeZone),
          [plain(`right.${request.right}`), plain(`requestStep.${step}`), request.words, note]
            .filter((part) => part !== "")
            .join(" – "),
        ]),
      );
    const words = [...data.questionsPassedOn, ...data.unclearWithdrawals];
    for (const { at, text } of words) page.rows([[dateAndTime(at, timeZone), text]]);
    if (data.requests.length + words.length === 0) page.text(plain("ownData.none"));
    putOfSchool(page, data, speak, timeZone);
    putOfChat(page, data, speak, timeZone);
    page.small(openQuestion(data, speak, timeZone));
  });
}

const accountRows = (
  { chat, joinedAt }: NonNullable<OwnData["persons"][number]["account"]>,
  plain: Speak["plain"],
  timeZone: string,
) =>
  [
    [plain("ownData.account"), String(chat)],
    [plain("ownData.joined"), dateAndTime(joinedAt, timeZone)],
  ] as const;

function putChild(page: Sheet, child: OwnData["children"][number], { plain }: Speak, timeZone: string): void {
  page.heading(`${child.givenName} ${child.familyName}`);
  page.rows([
    [plain("ownData.class"), child.className],
    [plain("ownData.born"), child.birthDate ? germanDate(child.birthDate) : plain("privacy.unknownDate")],
    ...(child.language === null ? [] : [[plain("ownData.language"), child.language] as const]),
  ]);
  putDeclarations(page, child.declarations, plain, timeZone);
  if (child.declarations.length === 0) page.text(plain("ownData.noDeclarations"));
}

function putDeclarations(
  page: Sheet,
  declarations: OwnData["children"][number]["declarations"],
  plain: Speak["plain"],
  timeZone: string,
): void {
  page.rows(
    declarations.map(({ at, purpose, kind, route, notice }) => {
      const how = `${plain(`route.${route}`)}, ${plain("receipt.notice")} ${notice}`;
      return [dateAndTime(at, timeZone), `${plain(`word.${purpose}`)}: ${plain(`kind.${kind}`)} (${how})`] as const;
    }),
  );
}

/** Declarations for children of others by now, each under the name that it had when it was made. */
function putFormer(page: Sheet, { formerChildren }: OwnData, { plain }: Speak, timeZone: string): void {
  if (formerChildren.length === 0) return;
  page.heading(plain("ownData.former"));
  for (const { id, shownAs, declarations } of formerChildren) {
    page.text(shownAs ?? plain("ownData.unnamed", { id }));
    putDeclarations(page, declarations, plain, timeZone);
  }
}

/** Whether the person may declare, by decisions of the school; each child as it is called above. */
function putCustody(page: Sheet, { custody, ...data }: OwnData, { plain }: Speak): void {
  if (custody.length === 0) return;
  const names = namesIn(data);
  page.heading(plain("ownData.custody"));
  page.rows(
    custody.map(({ child, custody: holds, since }) => [
      names.get(child) ?? plain("ownData.unnamed", { id: child }),
      plain(`ownData.custody_${holds}`, { since: germanDate(since) }),
    ]),
  );
}

/** Which pictures of own sheets are kept; each child as it is called above. */
function putKeptScans(page: Sheet, data: OwnData, { plain }: Speak, timeZone: string): void {
  if (data.keptScans.length === 0) return;
  const names = namesIn(data);
  page.heading(plain("ownData.keptScans"));
  page.text(plain("ownData.keptScansHint"));
  page.rows(
    data.keptScans.map(({ child, sha256, keptAt }) => [
      dateAndTime(keptAt, timeZone),
      `${names.get(child) ?? plain("ownData.unnamed", { id: child })}, SHA-256 ${sha256}`,
    ]),
  );
}

/** How each child is called above, by its id. */
const namesIn = ({ children, formerChildren }: Pick<OwnData, "children" | "formerChildren">) =>
  new Map([
    ...formerChildren.map(({ id, shownAs }) => [id, shownAs] as const),
    ...children.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`] as const),
  ]);

/** How children and persons were called before the school changed them, and when somebody looked at a child's page. */
function putOfSchool(page: Sheet, data: OwnData, { plain }: Speak, timeZone: string): void {
  const at = (time: string) => dateAndTime(time, timeZone);
  const names = new Map(data.children.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
  const called = (row: Record<string, unknown>) => `${String(row.givenName)} ${String(row.familyName)}`.trim();
  if (data.beforeChanges.length > 0) page.heading(plain("ownData.beforeChanges"));
  page.rows(data.beforeChanges.map((one) => [at(one.at), one.before.map(called).join(", ") || "–"]));
  if (data.looks.length > 0) page.heading(plain("ownData.looks"));
  page.rows(data.looks.map((one) => [at(one.at), names.get(one.child) ?? one.child]));
}

/** Since when and why the data are or were only kept, and how the person was told that it ends. */
function putRestrictions(page: Sheet, { restrictions }: OwnData, { plain }: Speak): void {
  if (restrictions.length === 0) return;
  page.heading(plain("right.restriction"));
  page.rows(
    restrictions.map(({ since, ground, note }) => {
      const what = ground === "" ? plain("ownData.lifted") : plain(`ownData.ground_${ground}`);
      return [germanDate(since), `${what} – ${note}`] as const;
    }),
  );
}

/** Language, codes, wrong codes, and which messages were sent or wait. */
function putOfChat(page: Sheet, data: OwnData, { plain }: Speak, timeZone: string): void {
  const at = (time: string) => dateAndTime(time, timeZone);
  page.heading(plain("ownData.more"));
  page.rows([
    ...(data.chatAddress ? [[plain("ownData.chatAddress"), data.chatAddress] as const] : []),
    ...(data.chatLanguage ? [[plain("ownData.chatLanguage"), data.chatLanguage.language] as const] : []),
    ...data.morningLines.map(({ time }) => [plain("ownData.morning"), time] as const),
    ...data.codes.map(
      ({ madeAt, usedAt, expiresAt }) =>
        [
          `${plain("ownData.code")}, ${at(madeAt)}`,
          plain(usedAt ? "ownData.codeUsed" : "ownData.codeOpen", { at: at(usedAt ?? expiresAt) }),
        ] as const,
    ),
    ...data.wrongCodes.map((time) => [plain("ownData.failed"), at(time)] as const),
  ]);
  if (data.messages.length > 0) page.heading(plain("ownData.messages"));
  page.rows(
    data.messages.map(({ kind, bornAt, sentAt }) => [
      at(bornAt),
      sentAt
        ? plain(kind === "paper" ? "ownData.onPaper" : "ownData.sent", { at: at(sentAt) })
        : plain("ownData.waits"),
    ]),
  );
}

function openQuestion({ openConversation: open }: OwnData, { plain }: Speak, timeZone: string): string {
  if (!open) return plain("ownData.noOpenQuestion");
  const said = open.answers.map(
    ({ answer, typed }) => typed ?? (typeof answer === "string" ? answer : JSON.stringify(answer)),
  );
  return plain("ownData.openQuestion", {
    what: plain(`ownData.about_${open.about}`),
    at: dateAndTime(open.touchedAt, timeZone),
    answered: said.length > 0 ? said.map((one) => `„${one}“`).join(", ") : plain("ownData.nothingAnswered"),
  });
}
