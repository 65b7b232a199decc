const parents = "vater|mutter|mama|papa|mutti|vati|mami|papi";
const further = "oma|opa|omi|opi|tante|onkel|schwester";
/** Families are called so too, but nobody is by a given name. */
const alsoNames = "bruder|cousine?|vetter|neffe|nichte|schwager|schwägerin|pate|patin|partner(?:in)?";
const others = "lebensgefährt(?:e|in)";
const towards = "(?:(?:stief|pflege|gro(?:ß|ss)|ur|schwieger|adoptiv|halb|paten)-?)";
const own = `(?:leibliche[rn]?\\s+)?(?:(?:kinds?|kindes)-?)?(?:${parents})|elternteil|ehe(?:frau|mann)|gatt(?:e|in)`;
const kin = `(?:${own}|${towards}*(?:${parents}|${further})|${towards}+(?:bruder|eltern)|${others})`;

/** Who somebody is to a child, in the words of lists: the source of a regular expression, without regard to case. */
export const anyKin = `(?:${kin}|${alsoNames}|\\p{L}*eltern|verwandte?n?|bekannte?n?|freunde?n?|km|kv)`;

const article = "(?:(?:die|der|das|seine?|ihre?)\\s+)?";
const beforeGiven = new RegExp(`^${article}(${kin}|${alsoNames})(?![\\p{L}-])\\.?\\s*[:,]?\\s*`, "iu");
const beforeFamily = new RegExp(`^${article}(${kin})(?![\\p{L}-])\\.?\\s*[:,]?\\s*(?=\\p{L})`, "iu");
const ownParent = new RegExp(`^(?:${own})$`, "iu");
const someonesOwn = /^(?:von|vom|des|der)\s/iu;

/** A name cell without the word before the name that says who somebody is to the child. */
export interface WithoutKin {
  name: string;
  /** Such a word stands there, and nobody's name. */
  namesNobody: boolean;
  /** It is another one than that of a parent: who may declare is for somebody to decide. */
  isNoParent: boolean;
}

/** Takes such a word off a cell. In: whether it is the given name, which nobody has of these words alone. */
export function withoutKin(cell: string, isGiven: boolean): WithoutKin {
  const [lead = "", word = ""] = (isGiven ? beforeGiven : beforeFamily).exec(cell) ?? [];
  const name = cell.slice(lead.length);
  return {
    name,
    namesNobody: word !== "" && (name === "" || someonesOwn.test(name)),
    isNoParent: word !== "" && !ownParent.test(word),
  };
}
