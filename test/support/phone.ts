import type { BotApiBox } from "../../src/bot-api/box.ts";

/** A person with a phone, as a test lets them act. Every act settles when the bot has nothing left to do. */
export class Phone {
  readonly name: string;
  readonly chatId: number;
  private readonly box: BotApiBox;
  private readonly quiet: () => Promise<void>;
  private read = 0;

  constructor(name: string, chatId: number, box: BotApiBox, quiet: () => Promise<void>) {
    this.name = name;
    this.chatId = chatId;
    this.box = box;
    this.quiet = quiet;
    box.open({ id: chatId, first_name: name, language_code: "de" });
  }

  get messages() {
    return this.box.place(this.chatId).messages;
  }

  async says(text: string): Promise<void> {
    this.box.says(this.chatId, text);
    await this.quiet();
  }

  /** Sends something with what the messenger says of it: a picture with words under it, a forwarded text. */
  async sends(content: Record<string, unknown>): Promise<void> {
    this.box.sends(this.chatId, content);
    await this.quiet();
  }

  /** Writes, swiping on an older message. */
  async repliesTo(messageId: number, text: string): Promise<void> {
    const chat = { id: this.chatId, type: "private" };
    await this.sends({ text, reply_to_message: { message_id: messageId, date: 1, chat, from: this.box.bot } });
  }

  /** Changes what was written before. */
  async edits(messageId: number, text: string): Promise<void> {
    this.box.edits(this.chatId, messageId, text);
    await this.quiet();
  }

  /** Taps the newest button with this label. */
  async presses(label: string): Promise<void> {
    this.tap(label);
    await this.quiet();
  }

  /** Taps without waiting for what the bot does. */
  tap(label: string): void {
    const button = this.button(label);
    if (!button) throw new Error(`${this.name} sees no button "${label}", but: ${this.labels().join(", ")}`);
    this.box.presses(this.chatId, button.message, button.data);
  }

  /** Answers the whole form for one child. */
  async answers(child: string, audio: "JA" | "NEIN", video: "JA" | "NEIN"): Promise<void> {
    await this.says(`/einwilligung ${child}`);
    await this.presses(audio);
    await this.presses(video);
    await this.presses("Absenden");
  }

  button(label: string): { message: number; data: string } | undefined {
    return this.messages
      .flatMap(({ id, buttons }) =>
        buttons.flat().map((button) => ({
          message: id,
          text: button.text,
          data: "callback_data" in button ? button.callback_data : "",
        })),
      )
      .findLast(({ text }) => text === label);
  }

  labels(): string[] {
    return this.messages.flatMap(({ buttons }) => buttons.flat().map(({ text }) => text));
  }

  /** What the bot said last. */
  get last(): string {
    return this.messages.findLast((message) => message.from === "bot")?.text ?? "";
  }

  /** All that was said since the last call, as it can be read aloud. */
  transcript(): string {
    const fresh = this.messages.slice(this.read);
    this.read = this.messages.length;
    return fresh
      .map((message) => {
        const buttons = message.buttons.map((row) => row.map(({ text }) => `[${text}]`).join(" "));
        // A receipt code follows from the hash of the event, and that from every id before it.
        const text =
          message.text.replace(/\b[0-9A-F]{5}-[0-9A-F]{5}-[0-9A-F]{5}\b/, "XXXXX-XXXXX-XXXXX") ||
          `📎 ${message.document?.name ?? ""}`;
        return `${message.from === "bot" ? "JaNein" : this.name}: ${[text, ...buttons].join("\n").replaceAll("\n", "\n    ").replace(/ +$/gm, "")}`;
      })
      .join("\n");
  }

  /** The newest document of this kind that the bot has sent. */
  document(ending: string): Uint8Array {
    const found = this.messages.findLast(({ document }) => document?.name.endsWith(ending))?.document;
    if (!found) throw new Error(`${this.name} has got no document *${ending}`);
    return found.bytes;
  }

  /** What is said from here on is what the next transcript holds. */
  forget(): void {
    this.read = this.messages.length;
  }
}
