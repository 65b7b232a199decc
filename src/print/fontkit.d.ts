declare module "fontkit" {
  /** A run of letters as the font sets them; widths in its own units. */
  interface GlyphRun {
    readonly glyphs: { readonly id: number; readonly advanceWidth: number; readonly codePoints: readonly number[] }[];
    readonly positions: Record<"xAdvance" | "yAdvance" | "xOffset" | "yOffset", number>[];
    readonly advanceWidth: number;
  }
  /** A font, its tables read when they are first asked for. */
  interface Font {
    readonly postscriptName: string;
    readonly directory: { tables: Record<string, { offset: number; length: number }> };
    readonly stream: { buffer: Uint8Array };
    layout(text: string, features?: readonly string[]): GlyphRun;
  }
  export function openSync(path: string): Font;
  export function create(bytes: Uint8Array): Font;
}
