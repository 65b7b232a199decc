import { fold } from "./folded.ts";

/** Small words that may stand beside a child's name, and leave it alone. */
export const beside: ReadonlySet<string> = new Set(
  [
    "für von mit wegen nur bitte und mein meine es geht um das ist kind",
    "for of with only just please and my its about child",
    "için sadece yalnızca lütfen ve ile çocuğum",
    "для за про о об с только лишь пожалуйста и это ребёнок",
    "для за про щодо лише тільки будь ласка і та це дитина",
    "за само моля и това е детето",
    "dla za od o z tylko proszę i to dziecko",
    "pentru de cu doar numai vă rog și copilul lui",
    "و فقط لطفا من فضلك عن طفلي",
  ].flatMap((words) => words.split(" ").map(fold)),
);

/** Words for all of one's children, as they stand beside an exception: "alle außer Mila". */
export const everyChild: ReadonlySet<string> = new Set(
  [
    "alle alles allen aller jeden jedes jeder beide beiden sonst kinder kindern",
    "all everyone everybody everything both children kids anyone",
    "hepsi hepsini hepsine herkes herkesi tümü tüm ikisi çocuklar çocuklarım bütün",
    "все всё всех всем оба обоих дети детей усі всі всіх усіх обоє діти дітей",
    "всички двете двамата деца децата",
    "wszyscy wszystkie wszystkich wszystko wszystkim oboje obu obydwoje dzieci",
    "toți toate tot tuturor ambii amândoi copiii copiilor",
    "الكل الجميع للجميع للكل كل كلهم جميع الأطفال أطفالي أولادي",
  ].flatMap((words) => words.split(" ").map(fold)),
);
