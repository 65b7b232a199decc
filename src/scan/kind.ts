/** What a file is by its first bytes, whatever its name says. */
export function kindOf(bytes: Uint8Array): "pdf" | "jpeg" | "png" | "heic" | "other" {
  const begins = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  // Some scanners write a line before it, and every reader looks past that.
  if (begins.includes("%PDF-")) return "pdf";
  if (begins.startsWith("\xff\xd8\xff")) return "jpeg";
  if (begins.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  return /^....ftyp(hei|hev|mif1|msf1|avif)/s.test(begins) ? "heic" : "other";
}

/** How many dots a JPEG or PNG says it has, or null. */
export function photoSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = kindOf(bytes) === "png" ? ofPng(view) : ofJpeg(view);
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

function ofPng(view: Buffer) {
  return view.length < 33 ? null : { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

/** Its segments one after another, until the one that begins the picture. */
function ofJpeg(view: Buffer) {
  let at = 2;
  while (at + 9 < view.length && view[at] === 0xff) {
    const kind = view[at + 1] ?? 0;
    const begins = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);
    if (begins) return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) };
    at += kind === 0xff ? 1 : 2 + view.readUInt16BE(at + 2);
  }
  return null;
}
