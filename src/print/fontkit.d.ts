declare module "fontkit" {
  /** A font, its tables read when they are first asked for. */
  interface Font {
    readonly postscriptName: string;
  }
  export function openSync(path: string): Font;
}
