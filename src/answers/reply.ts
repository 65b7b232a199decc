export type Reply = "yes" | "no" | "unclear";

const yes = words(`ja j jaa jep jo joa jawohl jawoll klar sicher gerne gern natürlich selbstverständlich einverstanden
  freilich logo okidoki zustimmung zugestimmt erlaubt passt definitiv unbedingt absolut jupp jup jepp jou japp yes genau richtig`);
const no = words(`nein n nee ne nö nööö nope nie niemals no ned net nicht nix kein keine keinen keinem keinesfalls keineswegs nid naa nah noe neh
  verweigert abgelehnt verboten dagegen ungern ablehnen lieber-nicht`);
/** Words that say neither: alone they are no clear act (Art. 4(11) GDPR), beside a yes or a no they change nothing. */
const polite = words(`bitte danke vielen dank schön sehr ich wir sie er es das dem den der die mein meine unser unsere kind tochter sohn
  hallo guten tag abend morgen liebe grüße gruß lg mfg ist sind bin war so auch doch mal halt eben schon auf jeden fall umständen unter von mir aus damit dazu
  ganz total voll finde gut in ordnung ok okay oki kay 👍 darf dürfen kann mitmachen teilnehmen dabei sein na dann geht klappt bei uns für
  und dich euch ihnen freundlichen grüßen herzlich gerne-auch`);
const doubt = words(`aber vielleicht oder später wenn falls weiß überlegen überlege unsicher eventuell evtl kommt drauf darauf jein egal warum
  wieso was wer wie wann wo welche moment warte erst nachher morgen-erst nur außer ausser bis ob mann frau fragen frage statt sondern obwohl`);
/** Agreement that is said with a no-word. */
const agreed = /\b(nichts|nix|nichts mehr)\s+(da)?gegen\b|\bkein(e)?\s+(problem|einwände?|einwand|bedenken)\b|\bspricht\s+(ja\s+)?nichts\s+dagegen\b|\bwarum\s+nicht\b|\bwieso\s+nicht\b|\bgeht\s+klar\b|\b(ist|das\s+ist|alles)\s+(ok|okay|in\s+ordnung)\b/u;

/**
 * Reads what a person typed after a JA / NEIN question.
 * In: the text. Out: "yes" or "no" only where the words say nothing else; a bare "ok" or a thumb is no clear act and stays "unclear".
 */
export function readReply(text: string): Reply {
  if (text.length > 200 || text.includes("?")) return "unclear";
  const plain = text.normalize("NFC").toLowerCase().replace(/([a-zäöüß])\1{2,}/gu, "$1$1").replace(agreedAndNot, " nicht-ok ");
  const agreement = agreed.test(plain);
  const said = plain.replace(agreed, " ").match(/[\p{L}-]+|\p{Extended_Pictographic}/gu) ?? [];
  if (said.some((word) => doubt.has(word) || doubt.has(undoubled(word)))) return "unclear";
  const yeses = agreement || said.some((word) => yes.has(word) || yes.has(undoubled(word)));
  const noes = said.some((word) => no.has(word) || no.has(undoubled(word)) || word === "nicht-ok");
  if (yeses === noes) return "unclear";
  const strange = said.filter((word) => !polite.has(word) && !yes.has(word) && !no.has(word) && !yes.has(undoubled(word)) && !no.has(undoubled(word)) && word !== "nicht-ok");
  return strange.length > 2 ? "unclear" : yeses ? "yes" : "no";
}

const agreedAndNot = /\bnicht\s+(ok|okay|in\s+ordnung|einverstanden|erlaubt|gern|gerne)\b/u;

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}

function undoubled(word: string): string {
  return word.replace(/(.)\1+/gu, "$1");
}
