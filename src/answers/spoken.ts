/** The words of a reply in every script: without accents, vowel signs and the stretching of letters ("jaaaa"). */
export function spoken(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[’'`´ʼ-]/g, "")
    .replaceAll("ı", "i")
    .replaceAll("ł", "l")
    .normalize("NFKD")
    .replace(/\p{M}|ـ/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه")
    .normalize("NFC");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(.)\1+/gu, "$1"));
}
