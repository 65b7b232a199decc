import type { OwnData } from "../consent/own-data.ts";
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
        [plain("ownData.role"), plain(`privacy.${person.role}`)],
        [plain("ownData.account"), String(person.account.chat)],
        [plain("ownData.joined"), dateAndTime(person.account.joinedAt, timeZone)],
      ]);
    }
    if (data.classes.length > 0) page.rows([[plain("ownData.classes"), data.classes.join(", ")]]);
    for (const child of data.children) putChild(page, child, speak, timeZone);
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
    page.small(plain(data.openConversation ? "ownData.openQuestion" : "ownData.noOpenQuestion"));
  });
}

function putChild(page: Sheet, child: OwnData["children"][number], { plain }: Speak, timeZone: string): void {
  page.heading(`${child.givenName} ${child.familyName}`);
  page.rows([
    [plain("ownData.class"), child.className],
    [plain("ownData.born"), child.birthDate ? germanDate(child.birthDate) : plain("privacy.unknownDate")],
    ...(child.language === null ? [] : [[plain("ownData.language"), child.language] as const]),
  ]);
  page.rows(
    child.declarations.map(({ at, purpose, kind, route, notice }) => {
      const how = `${plain(`route.${route}`)}, ${plain("receipt.notice")} ${notice}`;
      return [dateAndTime(at, timeZone), `${plain(`word.${purpose}`)}: ${plain(`kind.${kind}`)} (${how})`] as const;
    }),
  );
  if (child.declarations.length === 0) page.text(plain("ownData.noDeclarations"));
}
