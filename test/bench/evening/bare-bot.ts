/**
 * What JaNein is compared with: a bare grammY bot with conversations on SQLite and the runner, each chat in its order.
 * It carries the same dialogue with the same calls, a row for each answer, a document for the parent and a line for
 * the teacher; no proof, no notice, no languages, no outbox. Its database is as safe against a power cut.
 */
import { type Conversation, type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import { run, sequentialize } from "@grammyjs/runner";
import Sqlite from "better-sqlite3";
import { Bot, type Context, InlineKeyboard, InputFile } from "grammy";

interface Child {
  id: string;
  label: string;
  class: string;
  teacher: number;
}
type Ctx = ConversationFlavor<Context>;
type Talk = Conversation<Ctx, Context>;

const { BOT_TOKEN = "", TELEGRAM_API_ROOT = "", DATABASE_PATH = "" } = process.env;
const database = new Sqlite(DATABASE_PATH);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("create table if not exists talk (chat text primary key, state text not null)");
database.exec("create table if not exists answer (child text, chat integer, purpose text, word text, at text)");
const readTalk = database.prepare<[string], { state: string }>("select state from talk where chat = ?");
const writeTalk = database.prepare("insert or replace into talk values (?, ?)");
const dropTalk = database.prepare("delete from talk where chat = ?");
const childrenOf = database.prepare<[number], Child>("select * from child where chat = ? order by label");
const insertAnswer = database.prepare("insert into answer values (?, ?, ?, ?, ?)");
const answersOf = database.prepare<[number], { child: string; purpose: string; word: string }>(
  "select child, purpose, word from answer where chat = ? order by rowid desc limit 4",
);
/** As long as a summary and as large as a receipt of JaNein. */
const summary = "Das Wichtigste, wörtlich aus der Information der Schule. ".repeat(30);
const receipt = Buffer.alloc(24_000, "receipt ");

const record = database.transaction((child: string, chat: number, words: Record<string, string>) => {
  for (const [purpose, word] of Object.entries(words))
    insertAnswer.run(child, chat, purpose, word, new Date().toISOString());
});

async function ask(talk: Talk, ctx: Context, text: string, choices: [label: string, data: string][]): Promise<string> {
  const keyboard = InlineKeyboard.from([choices.map(([label, data]) => InlineKeyboard.text(label, data))]);
  const { message_id: id } = await ctx.reply(text, { parse_mode: "HTML", reply_markup: keyboard });
  for (;;) {
    const next = await talk.waitFor("callback_query:data");
    const chosen = choices.find(([, data]) => data === next.callbackQuery.data);
    await next.answerCallbackQuery();
    if (!chosen) continue;
    await next.api.editMessageText(ctx.chatId ?? 0, id, `${text}\n\n➡️ <b>${chosen[0]}</b>`, { parse_mode: "HTML" });
    return chosen[1];
  }
}

async function giveConsent(talk: Talk, ctx: Context, label: string): Promise<void> {
  const chat = ctx.chatId ?? 0;
  const own = await talk.external(() => childrenOf.all(chat));
  const child = own.find((one) => one.label === label);
  if (!child) return;
  await ctx.reply(`<b>${child.label}</b>\n\n${summary}`, {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Ganze Information lesen", "show:notice"),
  });
  const yesOrNo = (step: string): [string, string][] => [
    ["JA", `${child.id}:${step}:yes`],
    ["NEIN", `${child.id}:${step}:no`],
  ];
  const audio = await ask(talk, ctx, `${child.label}: Teilnahme per Audio (Ton)?`, yesOrNo("audio"));
  const video = await ask(talk, ctx, `${child.label}: Teilnahme per Video (Bild)?`, yesOrNo("video"));
  await ask(talk, ctx, `Bitte prüfen Sie Ihre Antworten\n\n${child.label}\n${audio}\n${video}`, [
    ["Absenden", `${child.id}:send`],
    ["Ändern", `${child.id}:change`],
  ]);
  await talk.external(() => record(child.id, chat, { audio, video }));
  await ctx.replyWithDocument(new InputFile(receipt, "Beleg.pdf"), { caption: `Gespeichert\n\n${child.label}` });
  await ctx.api.sendMessage(child.teacher, `Klasse ${child.class}: ${child.label}\nGeändert`);
}

const bot = new Bot<Ctx>(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } });
bot.catch(({ error }) => console.error(error instanceof Error ? error.message : error));
bot.use(sequentialize((ctx) => String(ctx.chatId)));
bot.use(
  conversations({
    storage: {
      type: "key",
      version: 1,
      adapter: {
        read: (key) => {
          const kept = readTalk.get(key);
          return kept && (JSON.parse(kept.state) as never);
        },
        write: (key, state) => void writeTalk.run(key, JSON.stringify(state)),
        delete: (key) => void dropTalk.run(key),
      },
    },
  }),
);
bot.command("einwilligung", async (ctx, next) => {
  await ctx.conversation.exitAll();
  await next();
});
bot.use(createConversation(giveConsent, "giveConsent"));
bot.command("einwilligung", (ctx) => ctx.conversation.enter("giveConsent", ctx.match));
bot.command("status", (ctx) =>
  ctx.reply(
    `Das gilt zurzeit\n${answersOf
      .all(ctx.chatId)
      .map(({ purpose, word }) => `${purpose}: ${word}`)
      .join("\n")}`,
  ),
);
bot.on("message:text", (ctx) =>
  ctx.reply("Alle Teilnehmer haben Zugriff auf Inhalte der Videokonferenz.\n<i>Aus der Information der Schule</i>", {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Mehr dazu", "show:more"),
  }),
);
await bot.init();
run(bot);
