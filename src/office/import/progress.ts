import type { ImportProgress, TellProgress } from "../../school/import-progress.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";

/** How far whoever's import has come, while it is under way. */
export class UnderWay {
  private readonly byPerson = new Map<string, { progress: ImportProgress | null }>();

  /** Does work for a person, who can see meanwhile how far it has come. */
  async while<T>(ctx: OfficeContext, work: (tell: TellProgress) => Promise<T>): Promise<T> {
    const { id } = ctx.get("person");
    const own: { progress: ImportProgress | null } = { progress: null };
    this.byPerson.set(id, own);
    try {
      return await work((progress) => void (own.progress = progress));
    } finally {
      if (this.byPerson.get(id) === own) this.byPerson.delete(id);
    }
  }

  of(ctx: OfficeContext): ImportProgress | null {
    return this.byPerson.get(ctx.get("person").id)?.progress ?? null;
  }
}

/** Says how far one's own import has come: words, and for a bar which file of how many; nothing where none goes on. */
export function progressRoute(app: OfficeApp, { say }: OfficeParts, underWay: UnderWay): void {
  app.get("/import/progress", (ctx) => {
    const progress = underWay.of(ctx);
    if (progress?.step !== "reading")
      return ctx.json(progress ? { words: say(`importPage.progress.${progress.step}`) } : {});
    const { at, of } = progress;
    return ctx.json({ words: say("importPage.progress.reading", { at: at + 1, of }), at, of });
  });
}
