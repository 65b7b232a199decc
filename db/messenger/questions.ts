import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { fullName } from "../../src/school/people.ts";
import { inOneLightTransaction, inOneTransaction } from "../file/unit-of-work.ts";
import type { Database } from "../file/database.ts";
import { passedQuestion, person, unansweredQuestion } from "../schema.ts";

const day = 24 * 60 * 60 * 1000;

/** The questions that the notice does not answer: counted, or passed on to the office by the will of the person. */
export function openQuestions(database: Database) {
  return {
    /** Counts one, without its text and its person. In: the topic that came nearest, or "". */
    async countUnanswered(topicGuess: string, language: string): Promise<void> {
      await inOneLightTransaction(database, (tx) =>
        tx
          .insert(unansweredQuestion)
          .values({ topicGuess, language, count: 1 })
          .onConflictDoUpdate({
            target: [unansweredQuestion.topicGuess, unansweredQuestion.language],
            set: { count: sql`${unansweredQuestion.count} + 1` },
          })
          .run(),
      );
    },

    /**
     * Passes a question on to the office. The same id again changes nothing.
     * In: how many one person may pass on in a day. Out: false where that would be one more.
     */
    async passOn(
      question: { id: string; text: string; personId: string; language: string },
      now: Date,
      mostInADay = Infinity,
    ): Promise<boolean> {
      return inOneTransaction(database, (tx) => {
        if (tx.select().from(passedQuestion).where(eq(passedQuestion.id, question.id)).get()) return true;
        const since = new Date(now.getTime() - day).toISOString();
        const own = and(eq(passedQuestion.personId, question.personId), gt(passedQuestion.at, since));
        if (tx.select().from(passedQuestion).where(own).all().length >= mostInADay) return false;
        tx.insert(passedQuestion)
          .values({ ...question, at: now.toISOString() })
          .run();
        return true;
      });
    },

    /** How often which topic came nearest, most often first. */
    async unanswered(): Promise<{ topicGuess: string; language: string; count: number }[]> {
      return database.select().from(unansweredQuestion).orderBy(desc(unansweredQuestion.count)).all();
    },

    /** What the office is to answer, oldest first. */
    async passedOn(): Promise<{ at: string; name: string; language: string; text: string }[]> {
      const rows = database
        .select()
        .from(passedQuestion)
        .innerJoin(person, eq(person.id, passedQuestion.personId))
        .orderBy(asc(passedQuestion.at))
        .all();
      return rows.map(({ passed_question: { at, language, text }, person: by }) => ({
        at,
        name: fullName(by),
        language,
        text,
      }));
    },
  };
}

export type Questions = ReturnType<typeof openQuestions>;
