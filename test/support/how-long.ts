/** How long everything is kept, as long as a test sets nothing else. */
export const howLong = {
  ...{ PROOF_YEARS: 3, REQUEST_YEARS: 3, LOG_YEARS: 3 },
  ...{ QUESTION_MONTHS: 12, MESSAGE_MONTHS: 3, LOOK_DAYS: 365, ABANDONED_DAYS: 14 },
  TRANSFER_DAY: "08-31",
};
