/** The bytes from 0x80 in code page 850 of DOS; the letters of code page 437 stand in the same places. */
const dos =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
  "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

/** One way in which a program of old writes letters as single bytes: what each byte from 0x80 is. */
export interface CodePage {
  name: string;
  high: readonly string[];
}

const named = (name: string): CodePage => ({
  name,
  high: [...new TextDecoder(name).decode(Uint8Array.from({ length: 128 }, (_, at) => at + 128))],
});

/** From the likeliest in Germany. As the web does, ISO-8859-1 is read as Windows-1252 and ISO-8859-9 as 1254. */
export const codePages: readonly CodePage[] = [
  named("windows-1252"),
  named("iso-8859-15"),
  { name: "dos", high: [...dos] },
  named("macintosh"),
  named("windows-1254"),
  named("windows-1250"),
];

/** A text of single bytes. */
export function decodedIn({ name, high }: CodePage, bytes: Uint8Array): string {
  if (name !== "dos") return new TextDecoder(name).decode(bytes);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += pieces) {
    const piece = bytes.subarray(from, from + pieces);
    parts.push(Array.from(piece, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : high[byte - 0x80])).join(""));
  }
  return parts.join("");
}

/** Bytes that are decoded at once. */
const pieces = 65_536;
