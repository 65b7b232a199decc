import { spoken } from "./spoken.ts";

/** The swear words of one language: what hurts by itself, and what does where somebody is addressed with it. */
interface Swearing {
  strong: readonly Stem[];
  weak: readonly Stem[];
  /** The one who is addressed. */
  you: ReadonlySet<string>;
  /** What may stand beside it; any other word makes a question, a wish or a refusal of it. */
  around: ReadonlySet<string>;
}

/** A word, `*` where it may go on or begin otherwise: compounds and inflected forms are no entries of their own. */
interface Stem {
  plain: string;
  begins: boolean;
  ends: boolean;
}

const stemsOf = (list: string): Stem[] =>
  list.split(" ").map((one) => ({
    plain: spoken(one.replaceAll("*", ""))[0] ?? "",
    begins: one.endsWith("*"),
    ends: one.startsWith("*"),
  }));
const set = (list: string): ReadonlySet<string> => new Set(spoken(list));
const swearing = (strong: string, weak: string, you: string, around: string): Swearing => ({
  ...{ strong: stemsOf(strong), weak: stemsOf(weak), you: set(you), around: set(around) },
});

const languages: readonly Swearing[] = [
  swearing(
    "*idiot* *arschloch* arsch* *trottel* depp deppen *depp deppert* *wichs* *hurens* *missgeburt* *fotze* " +
      "fick* verpiss* scheiß*  " +
      "*scheiße *scheiß drecksau drecks* *pisser *bastard* *hohlkopf* *hohlbirn* *schwachkopf* schwachmat* " +
      "*pfosten *vollhonk* *spast* *spacko*  " +
      "mistkerl* mistvieh* mistbot mistding* kackbot kackding* kackbratz* kacke beschissen* bescheuert* " +
      "bekloppt* hirnlos* hirnverbrannt*  " +
      "strunzdumm* saudumm* saublöd* strohdumm* zipfelklatscher grasdackel *hornochs* *rindvieh* " +
      "schrotthaufen blecheimer blechtrottel *schwuchtel* nichtsnutz*",
    "dumm* blöd* doof* dämlich* nutzlos* unfähig* behindert* erbärmlich* armselig* widerlich* ekelhaft* " +
      "verblödet* elend* mies* primitiv* dreckig*  " +
      "beschränkt* unterbelichtet* affe affen schwein* sau lappen versager* müll schrott mist honk esel pack " +
      "abschaum ratte ratten penner*  " +
      "lachnummer witzfigur pfeife pfeifen null hund hunde clown* kasper verdammt* verflucht* damisch* maul " +
      "fresse klappe schnauze lügner* verbrecher*",
    "du ihr sie dich euch dir dein deine deiner eure euer bist seid bot roboter ki programm maschine app " +
      "verein laden bisch",
    "so ein eine einen einem einer was für ja doch echt total völlig voll ganz aber und oder der die das den " +
      "dem dieser diese dieses sind ist war wart  " +
      "system leute alle einfach nur wirklich richtig schön mal hier da von wie am es halt haltet hau haut ab " +
      "a an is richtiger schule schulen haufen kerl ding typ mann mensch menschen viel dumme zu auch noch " +
      "immer mehr hoch drei dermaßen unglaublich",
  ),
  swearing(
    "*fuck* *shit* *asshole* *arsehole* *idiot* *moron* *bastard* bitch* wanker* dickhead* dumbass* *cunt* " +
      "twat* *retard* imbecile* cretin* prick prick bollocks crap crappy scumbag* motherf* douche*",
    "stupid* dumb* useless* worthless* pathetic* loser* fool* clown* pig pigs scum trash* garbage* rubbish* " +
      "joke muppet* liar* jerk* disgusting* brainless* incompetent*",
    "you your youre u ur yourself bot robot machine app thing program",
    "a an the such so what this that is are were of piece total complete absolute bloody damn really just all " +
      "and at very how ever hell pieces most fkn are re utter school people ass bunch on",
  ),
  swearing(
    "*aptal* *salak* gerizekal* *gerizekâlı* *dangalak* *şerefsiz* *orospu* piç piçler siktir* *amk *yavşak* " +
      "*beyinsiz* *ahmak* *embesil* *öküz* *hıyar* *eşşoğl* eşşek* amına* sikti* sikey* pezeven* kaltak* gavat* " +
      "zekalı* gerzek*",
    "mal malsın eşek eşeksin köpek it pislik* rezil* terbiyesiz* ahlaksız* sersem* manyak* domuz* maymun* çöp " +
      "zavallı* ezik* herif* berbat* iğrenç* işe yaramaz* aşağılık*",
    "sen siz seni sizi sizin senin bot robot program uygulama makine",
    "bir çok ne kadar tam ya be ulan lan bu şu o herif şey hepiniz ve gerçekten yani kadarsın oğlu çocuğu " +
      "evladı işe yaramaz geri zekalı zekalısın",
  ),
  swearing(
    "*дурак* *идиот* *дебил* *кретин* *придур* *урод* *сволоч* *дерьм* *мудак* *мудил* *сука* *суки* *сук " +
      "*бляд* *блят* *хуй* *хуе* *пизд* *ебан* *ёбан* *ебать* *гандон* *ублюд* *мраз* *тварь* *твари* *тупиц* " +
      "*тупорыл* *говн* *долбо* заткни* *недоум*",
    "дура туп* глуп* бесполезн* жалк* ничтож* свинь* баран* осел козел козл* скотин* болван* клоун* позор* " +
      "мерзк* отврат* безмозгл* железяк*",
    "ты вы тебя вас тебе вам твой твоя ваш ваша бот робот программа машина",
    "да пошли пошел пошла иди идите катитесь катись вон черту отсюда какой какая какие такой такая просто " +
      "полный полная полные этот эта это и же ну очень совсем все на в к ты вы кусок конченый конченная старый " +
      "железа такие как",
  ),
  swearing(
    "*дурен* *дурн* *ідіот* *дебіл* *кретин* *придур* *виродок* *сволот* *лайн* *мудак* *сука* *суки* *бляд* " +
      "*хуй* *хує* *пизд* *єбан* *гандон* *мерзот* *гівн* *довбо* заткни* *телепен* *йолоп* *бовдур*",
    "туп* даремн* жалюг* нікчем* свин* баран* осел козел козл* худоб* клоун* ганьб* огидн* безмозк* залізяк* дурепа",
    "ти ви тебе вас тобі вам твій твоя ваш ваша бот робот програма машина",
    "який яка які якийсь якась якісь пішли пішов іди ідіть геть біса звідси такий така просто повний повна " +
      "повні цей ця це і та ж ну дуже зовсім всі на в кусок шматок такі",
  ),
  swearing(
    "*идиот* *кретен* *дебил* *глупак* *тъпак* *тъпан* *тъпанар* *копеле* *курв* *кучк* *лайн* *мръсник* " +
      "*майната* *педераст* *простак* *говед* *ебан* *шибан* *гъз* *путк* *олигофрен* *нещастник*",
    "тъп* глупав* безполезн* жалк* боклук* магаре свин* гад* клоун* срам* позор* отврат* прост* задник*",
    "ти вие те ви си сте твой твоя вашият бот робот програма машина",
    "какъв каква какви някакви някакъв такъв такава такива пълен пълна пълни този тази това и ама много " +
      "просто съвсем всички е",
  ),
  swearing(
    "*idiot* *debil* *kretyn* *kurw* *chuj* *huj* *pizd* *jeban* *pierdol* *pierdal* *skurw* *suka* " +
      "*sukinsyn* *dupek* *dupk* *palant* *matoł* *ćwok* *cymbał* *gnój* *gówn* *głupek* *głupk* *zjeb* *cwel* " +
      "*tępak* *szmat*",
    "głupi* głupia głup* tęp* bezużyteczn* żałosn* beznadziejn* świni* baran* osioł ośle frajer* śmieć " +
      "śmieci* klaun* pajac* nieudaczni* wstyd dno złom* obrzydliw* bydlak* dureń durni* krętacz*",
    "ty wy ciebie was tobie wam twój twoja wasz jesteś jesteście bot robot program maszyna",
    "co za jacyś jakiś taki taka takie tak po prostu ten ta to jest kompletny kompletna totalny skończony i " +
      "ale bardzo jacy jaki wszyscy z do na",
  ),
  swearing(
    "*idiot* *cretin* *tâmpit* *imbecil* *prostovan* *muist* *muie* pula pulă *curv* *căcat* *rahat* " +
      "*nenoroci* *futu* *futut* *dracu* *dobitoc* *jigodi* *javr* *handicapat* *retardat* *bulangi*",
    "prost* proasta proști inutil* jalnic* penibil* bou boule măgar* porc* fraier* gunoi* animal* clovn* " +
      "netot* ratat* nesimțit* papagal* oribil* mizerabil* nul nulă",
    "tu voi te ești sunteți vă tău ta vostru bot robot program",
    "ce un o așa de atât niște foarte cel mai cea și mă măi bă bai e este asta acest al ai toți pe la in mamei",
  ),
  swearing(
    "*غبي* *أحمق* *احمق* *حمار* *حقير* *تافه* *زبال* *خرا* *كلب* *كلاب* *شرموط* *قحب* *منيوك* *حيوان* *خنزير* " +
      "*لعين* *ملعون* *سافل* *معتوه* *أهبل* *اهبل* *متخلف* *نذل* *عرص*",
    "فاشل* سخيف* وسخ* قذر* سيء سيئ* كذاب* مقرف* بهيم* تيس* جحش* مهزل* مسخر*",
    "انت أنت انتم أنتم انتي أنتي يا بوت البوت روبوت برنامج",
    "ما هذا هذه هاد شو كم واحد اولاد أولاد ابن أبناء بنت كل كلكم جدا كتير كثير و من والله فعلا انتو",
  ),
];

const mostWords = 12;
/** Stands for letters that are hidden. */
const hidden = /[*#@$%&§•]+/gu;

/**
 * Whether a text does nothing but insult: each of its words is a swear word in any form, the one who is addressed, or
 * stands around these; what only hurts who is addressed needs somebody who is. Stars may hide letters ("A****loch").
 */
export function isInsult(text: string): boolean {
  const said = text.split(/[^\p{L}\p{M}\p{N}*#@$%&§•'’]+/u).filter((one) => /\p{L}/u.test(one));
  if (said.length === 0 || said.length > mostWords) return false;
  return languages.some((language) => insultsIn(said, language));
}

function insultsIn(said: readonly string[], { strong, weak, you, around }: Swearing): boolean {
  let [hurts, might, isTo] = [false, false, false];
  for (const one of said) {
    const word = spoken(one).join("");
    const isHidden = /\p{L}[*#@$%&§•]{2,}|\p{L}[*#@$%&§•]+\p{L}/u.test(one);
    if (isHidden ? hides(one, strong) : strong.some((stem) => isFormOf(word, stem))) hurts = true;
    else if (isHidden || weak.some((stem) => isFormOf(word, stem))) might = true;
    else if (you.has(word)) isTo = true;
    else if (!around.has(word)) return false;
  }
  return hurts || (might && isTo);
}

const isFormOf = (word: string, { plain, begins, ends }: Stem) =>
  word === plain ||
  (begins && ends && word.includes(plain)) ||
  (begins && word.startsWith(plain)) ||
  (ends && word.endsWith(plain));

/** Whether the letters that are left fit a swear word, with an ending of its own. */
function hides(written: string, stems: readonly Stem[]): boolean {
  const parts = written.split(hidden).map((part) => spoken(part).join(""));
  const fits = new RegExp(`^${parts.join("\\p{L}{1,7}")}\\p{L}{0,3}$`, "u");
  return (
    stems.some(({ plain }) => fits.test(plain)) ||
    endings.some((rest) => stems.some(({ plain }) => fits.test(plain + rest)))
  );
}

/** With what a stem is a whole word again. */
const endings = ["och", "er", "e", "en", "ohn", "ing", "ed"];
