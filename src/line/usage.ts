/** Every command of the line, as whoever mistypes one reads it. */
export const usage = `\
janein start [--demo] [--new-code-key]       the bot; with --demo, or where nothing is configured, the demo; \
--new-code-key takes another CODE_KEY, once: codes that were made before are void
janein check                                 whether all is as it should be: settings, files, database, messenger, \
clock, disk, texts, proof; changes nothing; exit code 1 where something is wrong
janein setup [FACTS.json] --by NAME          asks for the facts of the school and puts its notice in force; \
with --period the time of restricted schooling begins too
janein import FILE... [--class NAME] [--sheet NAME|all] [--apply]  children, classes, guardians, teachers; \
without --apply it only shows what it would do; --only-add: nobody is gone because the file does not name them; \
--whole: more than a third of a class has left; --left CLASS: a class that no file names has left
janein codes                                 a new join code for everyone who has none, as CSV; shown this once
janein child [NAME]                          children with their ids, their guardians and, of one, the history
janein disconnect --person ID --by NAME      takes a person's messenger account away; answers stay as they are
janein answer --child ID --person ID ...     records an answer from paper, telephone or in person
janein settle --child ID --counts PERSON ... says whose declaration counts where guardians differ, and why
janein void EVENT --why TEXT --by NAME       declares an event a mistake of the office
janein record --child ID --format 27560      the consent record as JSON; \
with --receipt CODE --out FILE the receipt as PDF
janein export [--format svws]                what stands for each child and purpose, as CSV
janein remind [--class NAME] [--apply]       reminds guardians who have not answered
janein period [start | end] --by NAME        the time of restricted schooling; at its end every consent lapses
janein notice [list | show N | compare A B | publish N|draft ...]  the versions of the notice, and what a new one means
janein requests [ID STEP --by NAME]          requests for one's rights with due dates, and the steps taken
janein questions                             what parents wanted passed on to the office, as CSV
janein status                                how things are, in numbers and ids
janein verify [--noted LINK]                 walks the chain of consent events; \
exit code 1 and the first broken link if there is one
janein backup [--encrypt RECIPIENT] FILE     a copy of the database, also while the bot runs; never overwrites; \
with a public key of age encrypted; --keep N FOLDER keeps N dated ones; --drill FILE|FOLDER tries one
janein restore FILE [--identity KEYFILE]     puts a backup in the database's place, after trying whether it holds; \
keeps the replaced file; --begin-anew sets the sealed heads aside, where they cannot bear a good backup out; \
with --even-broken it marks what does not hold, where no backup holds, and goes on
janein move --to URL|FILE                    moves the school from its file to PostgreSQL, or from there into a file; \
where it was, it stays as it is
janein office invite NAME --role office|head|officer  a link with which somebody signs in to the office's pages, once
janein sweep [--clock-is-right]              lapses what is due and erases what is over, as the bot does daily
janein documents FOLDER                      the documents for the data-protection officer
janein ask [--jsonl]                         tries the answers in the terminal, or line by line on JSON
janein learn                                 learns from changed examples once, instead of at every start
janein school add KEY | list | export KEY FOLDER | remove KEY --for-good  the schools in SCHOOLS_PATH; \
every other command then takes --school KEY
janein --version                             which version this is
janein [COMMAND] --help                      this, or what a command is called with; does nothing else`;

/** How one command is called. In: its name. */
export function usageOf(name: string): string {
  return usage
    .split("\n")
    .filter((line) => line.split(" ")[1] === name)
    .join("\n");
}
