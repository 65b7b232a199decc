import { expect, test } from "vitest";
import { understand } from "../support/school.ts";

/** Wishes as parents type them on a phone, language by language: what gives, takes back, and wishes nothing. */
interface Typed {
  gives: string[];
  takes: string[];
  wishesNothing: string[];
}

const languages: Record<string, Typed> = {
  de: {
    gives: [
      "Video ist jetzt auch ok, er hat keine Angst mehr",
      "von uns aus kann er gern mit Kamera dabei sein",
      "Lena kann zugeschaltet werden, auch mit Bild",
      "Bin damit fein",
      "Könnten Sie bitte bei uns Ja eintragen?",
      "wir hätten nichts dagegen einzuwenden, wenn die anderen ihn hören",
      "jetzt wo ich weiß dass nix aufgezeichnet wird is es ok für uns",
      "Unser Nein hat sich erledigt",
      "erst war ich dagegen, aber jetzt nicht mehr",
    ],
    takes: [
      "Uns wäre es lieber, wenn er nicht zu sehen ist",
      "Erst war ich dafür, aber jetzt nicht mehr",
      "Könnten Sie uns bitte austragen?",
      "Für uns kommt das nicht infrage. Schönes Wochenende",
      "Bitte das Kreuz bei Ton wieder wegnehmen",
      "ich möchte meine Entscheidung rückgängig machen und nicht mehr zustimmen",
      "ich will dass ihr das stoppt",
    ],
    wishesNothing: [
      "ich habe nie ja gesagt und auch nie nein",
      "mein Ex will das widerrufen, ich aber nicht",
      "Könnten Sie mir bitte erklären wie ich widerrufe?",
    ],
  },
  en: {
    gives: [
      "video is fine now too, Tim isn't shy any more",
      "we're fine with the others hearing her",
      "after chatting with my husband we're on board now",
    ],
    takes: [
      "I'd prefer if she wasn't seen",
      "could you please remove our permission?",
      "cancel what i signed in september",
      "I used to be okay with it but not any more",
    ],
    wishesNothing: ["my ex wants to withdraw, I don't"],
  },
  pl: {
    gives: [
      "teraz może być też wideo, Staś już się nie wstydzi",
      "jednak się zgadzam, zmieniłam zdanie",
      "czy mogliby państwo zmienić na tak?",
    ],
    takes: ["wolałabym żeby jej nie było widać", "kiedyś się zgadzałam ale teraz już nie"],
    wishesNothing: ["mój były chce wycofać, ja nie"],
  },
  ro: {
    gives: ["acum ca stiu ca nu se inregistreaza suntem de acord", "nu ne deranjeaza daca il vad ceilalti"],
    takes: ["as prefera sa nu se mai vada", "scoateti-l pe baiatul nostru de acolo"],
    wishesNothing: ["fostul meu sot vrea sa retraga, eu nu"],
  },
  ru: {
    gives: [
      "теперь можно и видео, он больше не боится",
      "у вас есть мое разрешение",
      "после собрания я успокоилась и даю согласие",
    ],
    takes: ["лучше бы её не было видно", "раньше была согласна а теперь уже нет"],
    wishesNothing: ["бывший муж хочет отозвать, а я нет"],
  },
  uk: {
    gives: [
      "тепер можна і відео, син більше не боїться",
      "тепер коли знаю що не записують ми згодні",
      "нам не заважає що його бачать",
    ],
    takes: ["нізащо не дам показувати доньку", "я не бажаю щоб мого сина знімали"],
    wishesNothing: ["колишній чоловік хоче відкликати, а я ні"],
  },
  bg: {
    gives: [
      "може и видео, той вече не се притеснява",
      "сега като знам че не се записва сме съгласни",
      "бихте ли го сменили на да?",
    ],
    takes: ["предпочитам да не се вижда", "преди бях съгласна но вече не съм"],
    wishesNothing: ["бившият ми мъж иска да оттегли, аз не"],
  },
  tr: {
    gives: ["onu görmeleri bizi rahatsız etmez", "kaydedilmediğini öğrendim, artık kabul ediyoruz"],
    takes: ["görünmemesini tercih ederim", "verdiğim izin artık geçerli değil"],
    wishesNothing: ["eski eşim geri çekmek istiyor, ben istemiyorum"],
  },
  ar: {
    gives: ["غيرت رأيي وأسمح بذلك", "ما بيزعجنا إنو يشوفوه"],
    takes: ["موافقتي لم تعد سارية", "هذا مو مناسب إلنا وشكرا"],
    wishesNothing: ["طليقي بدو يسحب الموافقة وأنا لا"],
  },
};

const actionOf = (text: string) => understand(text).wish?.action ?? "none";

test.each(Object.entries(languages))("in %s each wish is understood as it is typed", (_, typed) => {
  const read = (texts: string[], action: string) => texts.filter((text) => actionOf(text) !== action);
  expect({
    gives: read(typed.gives, "give"),
    takes: read(typed.takes, "withdraw"),
    wishesNothing: read(typed.wishesNothing, "none"),
  }).toEqual({ gives: [], takes: [], wishesNothing: [] });
});

test.each(["Könnten Sie uns bitte austragen?", "could you please remove our permission?"])(
  "what is asked for with a question mark is not recorded at once: %s",
  (text) => expect(understand(text).isRead).toBeUndefined(),
);
