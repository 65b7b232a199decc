/** What is no HTML to the messenger, in its words. */
export class Unreadable extends Error {}

const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Goes through a text that was sent as HTML, piece by piece, as the messenger does. Errors: Unreadable. */
export class HtmlReader {
  private readonly source: string;
  private at = 0;
  private tagAt = 0;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  sees(words: string): boolean {
    return this.source.startsWith(words, this.at);
  }

  /** Where it is, as the messenger counts: in bytes. */
  offset(): number {
    return Buffer.byteLength(this.source.slice(0, this.at));
  }

  /** Text up to the next tag or character reference, or the character that is referred to. */
  text(): string {
    return this.reference() ?? (this.take(/[^<&]+/y) || this.take(/&/y));
  }

  /** `<name`, in small letters. */
  startOfTag(): string {
    const at = this.offset();
    const name = this.take(/<[^ \t\r\n\v\0>]*/y).slice(1);
    if (this.atEnd) throw new Unreadable(`Unclosed start tag at byte offset ${at}`);
    this.tagAt = at;
    return name.toLowerCase();
  }

  /** The attributes up to `>`, with the tag's name for what is wrong with them. */
  *attributes(tag: string): Generator<[name: string, value: string]> {
    const at = this.tagAt;
    for (;;) {
      this.skipSpace();
      if (this.take(/>/y)) return;
      const name = this.take(/[^ \t\r\n\v\0=>/"']+/y);
      if (name === "") throw new Unreadable(`Empty attribute name in the tag "${tag}" at byte offset ${at}`);
      this.skipSpace();
      const equals = this.take(/=/y);
      if (equals) this.skipSpace();
      if (this.atEnd) throw new Unreadable(`Unclosed start tag "${tag}" at byte offset ${at}`);
      const value = equals ? this.value() : "";
      if (this.atEnd) throw new Unreadable(`Unclosed start tag at byte offset ${at}`);
      yield [name, value];
    }
  }

  /** `</name>`, in small letters. */
  endOfTag(): string {
    const at = this.offset();
    const name = this.take(/<\/[^ \t\r\n\v\0>]*/y).slice(2);
    this.skipSpace();
    if (!this.take(/>/y)) throw new Unreadable(`Unclosed end tag at byte offset ${at}`);
    return name.toLowerCase();
  }

  private value(): string {
    const quote = this.take(/["']/y);
    if (quote) return this.quotedBy(quote);
    const at = this.offset();
    const token = this.take(/[a-z0-9.-]*/iy);
    if (!this.atEnd && !/[ \t\r\n\v\0>]/.test(this.source.charAt(this.at)))
      throw new Unreadable(`Unexpected end of name token at byte offset ${at}`);
    return token.toLowerCase();
  }

  private quotedBy(quote: string): string {
    const plain = quote === '"' ? /[^"&]+/y : /[^'&]+/y;
    let value = "";
    while (!this.atEnd && !this.sees(quote)) value += this.reference() ?? (this.take(plain) || this.take(/&/y));
    this.at += 1;
    return value;
  }

  /** The character that is referred to here (`&lt;`, `&#60;`, `&#x3c;`); null where none is. */
  private reference(): string | null {
    const [whole, hex, decimal, name = ""] = this.match(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/iy) ?? [];
    if (whole === undefined) return null;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const known = code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : null;
    const character = hex || decimal ? known : Object.hasOwn(named, name) ? (named[name] ?? null) : null;
    if (character !== null) this.at += whole.length;
    return character;
  }

  private skipSpace(): void {
    this.take(/[ \t\r\n\v\0]+/y);
  }

  private take(what: RegExp): string {
    const found = this.match(what)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private match(what: RegExp): RegExpExecArray | null {
    what.lastIndex = this.at;
    return what.exec(this.source);
  }
}
