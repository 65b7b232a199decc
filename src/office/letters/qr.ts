import { html } from "hono/html";
import qrcode from "qrcode-generator";
import { quietModules } from "../../school/form-field.ts";

/**
 * The link that opens the chat in Telegram and brings the code along; without its dashes, for a smaller picture.
 * In: the bot's name there, "@janein_bot".
 */
export function joinLink(bot: string, code: string): string {
  return `https://t.me/${bot.replace(/^@/, "")}?start=${code.replaceAll("-", "")}`;
}

/**
 * A text as a QR code (level M) in inline SVG, with the quiet zone of four modules that readers need.
 * In: the text, and what a screen reader says.
 */
export function qrImage(text: string, label: string) {
  const { code, size } = qrOf(text);
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges" role="img" aria-label="${label}"><path d="${darkRuns(code)}"/></svg>`;
}

/** A text as a QR code, and how many modules it is wide with its quiet zone. */
export function qrOf(text: string): { code: QRCode; size: number } {
  const code = qrcode(0, "M");
  // Capital letters and digits alone take less room.
  code.addData(text, /^[0-9A-Z $%*+./:-]+$/.test(text) ? "Alphanumeric" : "Byte");
  code.make();
  return { code, size: code.getModuleCount() + 2 * quietModules };
}

/** Neighbouring dark modules of a row are one rectangle: a third of the path, and no hairlines between them. */
export function darkRuns(code: QRCode): string {
  const modules = Array.from({ length: code.getModuleCount() }, (_, at) => at);
  return modules
    .flatMap((y) =>
      [
        ...modules
          .map((x) => (code.isDark(y, x) ? "1" : "0"))
          .join("")
          .matchAll(/1+/g),
      ].map(({ index, 0: { length } }) => `M${index + 4} ${y + 4}h${length}v1h-${length}z`),
    )
    .join("");
}
