import { expect, test } from "vitest";
import { understand } from "../support/school.ts";

const means = (text: string) => {
  const { wish, undecided } = understand(text);
  return [text, wish?.action ?? (undecided ? "asked" : "none")];
};

test.each([
  "Milas Vater widerruft",
  "Der Vater von Mila widerruft die Einwilligung",
  "Mila ihr Papa will kein Video mehr",
  "dem Jonas sein Vater ist einverstanden",
  "Die Lehrerin von Mila stimmt zu",
  "Mila's father withdraws his consent",
  "the grandmother of Jonas allows video",
  "Mila's teacher agrees to everything",
  "Mila'nın babası iznini geri alıyor",
  "Mila'nın öğretmeni kabul ediyor",
  "Папа Милы отзывает согласие",
  "Мама Милы согласна",
  "Бабуся Міли згодна",
  "Тато Міли відкликає згоду",
  "Бащата на Мила оттегля съгласието",
  "Бабата на Мила е съгласна",
  "Милина мама передумала и отзывает",
  "Мілина бабуся дозволяє",
  "Mili tata wycofuje zgodę",
  "Tata Mili wycofuje zgodę",
  "Babcia Jonasa nie pozwala na wideo",
  "tata lui Jonas isi retrage acordul",
  "Bunica lui Jonas este de acord",
  "والد ميلا يسحب موافقته",
  "أبو ميلا يسحب الموافقة",
  "Tatăl Milei își retrage acordul",
  "Bunicul Anei își retrage acordul",
  "جدة ميلا توافق",
  "جد يوناس يوافق على الصورة",
  "عمة ميلا ترفض",
])("what somebody near to a child does is nobody's wish, and it is asked what the writer wants: %s", (text) => {
  expect(means(text)).toEqual([text, "asked"]);
});

test.each([
  ["Ich, die Mutter von Mila, widerrufe", "withdraw"],
  ["Mutter von Mila hier, kein Video mehr bitte", "withdraw"],
  ["Milas Vater ist dagegen, aber ich stimme zu", "give"],
  ["Mila's mother here, I agree", "give"],
  ["Mila'nın annesi olarak iznimi geri alıyorum", "withdraw"],
  ["Мама Милы, отзываю согласие", "withdraw"],
  ["Аз съм майката на Мила и оттеглям съгласието си", "withdraw"],
  ["Jako mama Mili wycofuję zgodę", "withdraw"],
  ["Mama Mili: wycofuję zgodę", "withdraw"],
  ["Wycofuję zgodę. Mama Mili", "withdraw"],
  ["Sunt mama Milei și îmi retrag acordul", "withdraw"],
  ["أنا والدة ميلا وأسحب موافقتي", "withdraw"],
])("who says who writes wishes all the same: %s", (text, action) => {
  expect(means(text)).toEqual([text, action]);
});

test.each([
  ["Mila hariç iznimi geri alıyorum", "withdraw"],
  ["Mila ve Jonas hariç iznimi geri çekiyorum", "withdraw"],
  ["Mila hariç hepsi için izin veriyorum", "give"],
  ["Mila dışında herkes için onayımı geri çekiyorum", "withdraw"],
  ["Mila hariç olsun", "asked"],
  ["Wszyscy mogą brać udział poza Milą", "give"],
  ["ja is ok für alle nur nich für mila", "give"],
  ["أوافق للجميع إلا ميلا", "give"],
  ["أسحب موافقتي للجميع ما عدا ميلا", "withdraw"],
  ["Ich widerrufe alles außer für Mila", "withdraw"],
])("who is left out turns nothing: %s", (text, action) => {
  expect(means(text)).toEqual([text, action]);
});

test("what is left out of sound and picture is no person", () => {
  const scopes = ["Ich erlaube alles außer Video", "Ich widerrufe alles außer den Ton"].map((text) => {
    const { wish, isRead } = understand(text);
    return [wish?.action, isRead];
  });
  expect(scopes.map(([action]) => action)).not.toContain(undefined);
});
