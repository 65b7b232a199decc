import { type Lists, lookAtLists } from "../school/look-at-lists.ts";
import { answering } from "./apart.ts";
import { shortId } from "./short-id.ts";

/** What the process in which the office's files are looked at is asked: the lists, and the school's secret. */
export interface Given {
  lists: Lists;
  secret: string;
}

// It has no database.
answering(({ lists, secret }: Given) => lookAtLists(lists, secret, shortId));
