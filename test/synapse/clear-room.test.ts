import { createClient, type MatrixClient, type MatrixEvent, MsgType, Preset, RoomEvent } from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MatrixPerson } from "../support/matrix-person.ts";
import { MatrixSchool } from "../support/matrix-school.ts";
import { leftOut, Synapse, synapsePython } from "../support/synapse.ts";

if (!synapsePython) console.warn(leftOut);

/** A parent's client as many programs have it: matrix-js-sdk, which knows nothing of the bot. */
class Client {
  readonly sdk: MatrixClient;
  private readonly name: string;
  private readonly events: MatrixEvent[] = [];
  roomId = "";

  private constructor(sdk: MatrixClient, name: string) {
    [this.sdk, this.name] = [sdk, name];
    sdk.on(RoomEvent.Timeline, (event, _room, isOld) => {
      if (!isOld && event.getType() === "m.room.message") this.events.push(event);
    });
  }

  static async of(synapse: Synapse, name: string): Promise<Client> {
    const { password } = await synapse.account(name);
    const guest = createClient({ baseUrl: synapse.address });
    const said = await guest.loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user: name },
      password,
    });
    const sdk = createClient({
      ...{ baseUrl: synapse.address, accessToken: said.access_token },
      ...{ userId: said.user_id, deviceId: said.device_id },
    });
    const client = new Client(sdk, name);
    await sdk.startClient({ initialSyncLimit: 10 });
    return client;
  }

  async opens(botId: string): Promise<void> {
    const asked = { is_direct: true, preset: Preset.TrustedPrivateChat, invite: [botId] };
    this.roomId = (await this.sdk.createRoom(asked)).room_id;
  }

  async says(text: string): Promise<void> {
    await this.sdk.sendTextMessage(this.roomId, text);
  }

  /** Waits for something that the bot writes from there on. Out: its event. */
  async reads(what: RegExp, after = 0): Promise<MatrixEvent> {
    for (const end = performance.now() + 20_000; performance.now() < end;) {
      const found = this.events
        .slice(after)
        .find((one) => !this.isOwn(one) && what.test(String(one.getContent().body)));
      if (found) return found;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`${this.name} did not read ${what}, but:\n${this.transcript()}`);
  }

  get seen(): number {
    return this.events.length;
  }

  async file(event: MatrixEvent): Promise<Uint8Array> {
    const { url } = event.getContent<{ url: string }>();
    const at = this.sdk.mxcUrlToHttp(url, undefined, undefined, undefined, false, true, true) ?? "";
    const answer = await fetch(at, { headers: { authorization: `Bearer ${this.sdk.getAccessToken()}` } });
    return new Uint8Array(await answer.arrayBuffer());
  }

  transcript(): string {
    return this.events
      .map((event) => {
        const { body, msgtype } = event.getOriginalContent<{ body: string; msgtype: string }>();
        const isEdit = event.getRelation()?.rel_type === "m.replace";
        const text = (msgtype === String(MsgType.File) ? "📎 " : "") + withoutChance(body);
        const who = `${this.isOwn(event) ? "Nadja" : "JaNein"}${isEdit ? ", darüber" : ""}`;
        return `${who}: ${(isEdit ? (text.split("\n").at(-1) ?? "") : text).replaceAll("\n", "\n    ").replaceAll(/ +$/gm, "")}`;
      })
      .join("\n");
  }

  private isOwn = (event: MatrixEvent) => event.getSender() === this.sdk.getUserId();
}

/** The client tells its developers a great deal. */
Object.assign(logger, { methodFactory: () => () => undefined });
(logger as unknown as { setLevel: (level: string, isKept: boolean) => void }).setLevel("silent", false);

/** Codes and times are others each time. */
const withoutChance = (text: string) =>
  text
    .replaceAll(/\b[0-9A-F]{5}-[0-9A-F]{5}-[0-9A-F]{5}\b/g, "XXXXX-XXXXX-XXXXX")
    .replaceAll(/\d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr/g, "…")
    .replaceAll(/\b(?:[0-9A-Z]{4}-)+[0-9A-Z]{4}\b/g, "CODE");

describe.skipIf(!synapsePython)("in a room of a real server, with a client of another maker", () => {
  let synapse: Synapse;
  let school: MatrixSchool;
  beforeAll(async () => {
    synapse = await Synapse.open();
    school = await MatrixSchool.open(synapse, "janein");
  });
  afterAll(async () => {
    await school?.close();
    await synapse?.close();
  });

  test("a mother opens a room, types the code, connects, answers JA and NEIN, sends, gets her receipt; the teacher is told", async () => {
    const teacher = await MatrixPerson.of(synapse, "tafel");
    await school.joins(teacher, "teacher");
    const mother = await Client.of(synapse, "nadja");
    await mother.opens(school.bot.userId);
    await mother.reads(/brauche ich den Code/);
    await mother.says(await school.letter("mother"));
    await mother.reads(/Soll ich dieses Konto verbinden\?/);
    await mother.says("verbinden");
    for (const [question, word] of [
      [/^Mila B\.: Teilnahme per Audio/, "JA"],
      [/^Mila B\.: Teilnahme per Video/, "NEIN"],
      [/^Jonas B\.: Teilnahme per Audio/, "2"],
      [/^Jonas B\.: Teilnahme per Video/, "nein"],
    ] as const) {
      await mother.reads(question);
      await mother.says(word);
    }
    await mother.reads(/^Bitte prüfen Sie Ihre Antworten/);
    await mother.says("absenden");
    const receipt = await mother.reads(/\.pdf$/);
    expect(Buffer.from((await mother.file(receipt)).slice(0, 4)).toString()).toBe("%PDF");
    const { seen } = mother;
    await teacher.reads("Teilnahme nur mit Ton");
    await mother.reads(/\.pdf$/, seen);
    expect(mother.transcript()).toMatchInlineSnapshot(`
      "JaNein: Guten Tag! Ich bin JaNein, der Datenschutz-Assistent der Schule.

          • Ich speichere die Nummer dieses Kontos, wer Sie für die Schule sind, und jede Antwort, die Sie geben: wann, wofür und welchen Text Sie dabei gesehen haben. Das braucht die Schule als Nachweis. Alles dazu: Schreiben Sie „datenschutz“.
          • Was Sie sonst schreiben, speichere ich nicht dauerhaft.
          • Dieser Messenger gehört der Schule. Was wir schreiben, liegt auf ihrem Server; wie lange, bestimmt die Schule.
          • Papier ist genauso gut: Sie können das Formular auch in der Schule abgeben. Niemand hat dadurch Nachteile.
      JaNein: Fragen zum Datenschutz beantworte ich gern sofort – schreiben Sie einfach. Für Einwilligungen brauche ich den Code aus dem Brief der Schule. Er sieht so aus: CODE.
      Nadja: CODE
      JaNein: Guten Tag! Ich bin JaNein, der Datenschutz-Assistent der Schule.

          • Ich speichere die Nummer dieses Kontos, wer Sie für die Schule sind, und jede Antwort, die Sie geben: wann, wofür und welchen Text Sie dabei gesehen haben. Das braucht die Schule als Nachweis. Alles dazu: Schreiben Sie „datenschutz“.
          • Was Sie sonst schreiben, speichere ich nicht dauerhaft.
          • Dieser Messenger gehört der Schule. Was wir schreiben, liegt auf ihrem Server; wie lange, bestimmt die Schule.
          • Papier ist genauso gut: Sie können das Formular auch in der Schule abgeben. Niemand hat dadurch Nachteile.

          Ihr Code ist gültig. Soll ich dieses Konto verbinden?

          Bitte schreiben Sie Verbinden oder Lieber auf Papier (oder 1 / 2).
      Nadja: verbinden
      JaNein: Verbunden. Guten Tag, Nadja Beispiel! Fragen Sie jederzeit, zum Beispiel: Wer sieht die Daten von meinem Kind? Keine Zeit? Schreiben Sie „später“.

          Videokonferenzen mit IServ: Mila B. (3a), Jonas B. (1b)

          Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

          • Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
          • Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
          • Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
          • Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.
          • Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
          • Die Einwilligung ist freiwillig.
          • Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.

          Dafür schreiben Sie bitte: Ganze Information lesen
      JaNein: Mila B.: Teilnahme per Audio (Ton)?

          Bitte schreiben Sie JA oder NEIN (oder 1 / 2).
      Nadja: JA
      JaNein, darüber: ➡️ JA
      JaNein: Mila B.: Teilnahme per Video (Bild)?

          Bitte schreiben Sie JA oder NEIN (oder 1 / 2).
      Nadja: NEIN
      JaNein, darüber: ➡️ NEIN
      JaNein: Jonas B.: Teilnahme per Audio (Ton)?

          Bitte schreiben Sie JA oder NEIN (oder 1 / 2).
      Nadja: 2
      JaNein, darüber: ➡️ NEIN
      JaNein: Jonas B.: Teilnahme per Video (Bild)?

          Bitte schreiben Sie JA oder NEIN (oder 1 / 2).
      Nadja: nein
      JaNein, darüber: ➡️ NEIN
      JaNein: Bitte prüfen Sie Ihre Antworten

          Mila B. (3a)
          Teilnahme per Audio (Ton): JA
          Teilnahme per Video (Bild): NEIN

          Jonas B. (1b)
          Teilnahme per Audio (Ton): NEIN
          Teilnahme per Video (Bild): NEIN

          Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.

          1  Absenden
          2  Mila B.: ändern
          3  Jonas B.: ändern
          4  Abbrechen

          Zum Wählen schreiben Sie bitte die Zahl, die davor steht.
      Nadja: absenden
      JaNein, darüber: ➡️ Absenden
      JaNein: Gespeichert am …

          Mila B. (3a)
          Ton: JA
          Bild: NEIN

          Es gilt: Teilnahme nur mit Ton. Sie können das jederzeit ändern: Schreiben Sie „einwilligung“ oder „widerruf“.

          Ihr Beleg: XXXXX-XXXXX-XXXXX
      JaNein: 📎 Beleg-XXXXX-XXXXX-XXXXX.pdf
      JaNein: Gespeichert am …

          Jonas B. (1b)
          Ton: NEIN
          Bild: NEIN

          Es gilt: keine Teilnahme an Videokonferenzen. Sie können das jederzeit ändern: Schreiben Sie „einwilligung“ oder „widerruf“.

          Ihr Beleg: XXXXX-XXXXX-XXXXX
      JaNein: 📎 Beleg-XXXXX-XXXXX-XXXXX.pdf"
    `);
    expect(await school.events("Mila")).toBe("audio given, video refused");
    expect(school.warnings).toEqual([]);
    mother.sdk.stopClient();
    await teacher.close();
  });
});
