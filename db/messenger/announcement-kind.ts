/**
 * A decision, a conflict that has come or gone, a new notice, the beginning or end of a period, a reminder,
 * a step of a request; what may be done has changed by other than an answer; a class that is new to a teacher or
 * no longer the own one; an account that was moved or cut off;
 * a withdrawal of which it is not clear whom it is about; the line of the class in the morning; to the office, that a
 * request has come; that a reminder was printed, which is told by nobody here.
 */
export type AnnouncementKind =
  | ("decision" | "notice" | "period" | "reminder" | "request" | "change" | "class" | "account" | "matter" | "morning")
  | ("arrived" | "paper");
