import type { Scope } from "./understanding.ts";

const audio = /(?<!\p{L})(ton|audio|stimme|mikro\w*|mikrofon|hören|hoeren|sprechen|sprache)(?!\p{L})/iu;
const video = /(?<!\p{L})(bild|bilder|video|videos|kamera|cam|webcam|sehen|gesicht)(?!\p{L})/iu;
const both = /(?<!\p{L})(beide[sn]?|alles|komplett|ganz|überhaupt)(?!\p{L})/iu;

/** Which purpose a text names. Out: "unspecified" where it names none. */
export function readScope(text: string): Scope {
  if (both.test(text) || (audio.test(text) && video.test(text))) return "both";
  if (audio.test(text)) return "audio";
  return video.test(text) ? "video" : "unspecified";
}
