/** What DOS (code page 850) calls the bytes from 0x80. */
const dos =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
  "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

/** A text as a program of old has saved it, letter by letter. In: an encoding that has them all. Errors: it has not. */
export function savedAs(text: string, encoding: string): Uint8Array {
  const bytes = Uint8Array.from({ length: 128 }, (_, at) => at + 128);
  const high = [...(encoding === "dos" ? dos : new TextDecoder(encoding).decode(bytes))];
  return Uint8Array.from(
    [...text].map((letter) => {
      const at = letter < "\u0080" ? letter.charCodeAt(0) : high.indexOf(letter) + 128;
      if (at === 127) throw new Error(`${encoding} has no ${letter}`);
      return at;
    }),
  );
}
