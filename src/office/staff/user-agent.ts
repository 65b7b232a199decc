const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bCrOS\b/, "Chromebook"],
  [/\bLinux\b/, "Linux"],
];

/** What a device might be called, for whoever names it: "Firefox, Windows". In: what the browser says of itself. */
export function deviceGuess(userAgent: string): string {
  const known = (names: typeof browsers) => names.find(([sign]) => sign.test(userAgent))?.[1];
  return [known(browsers), known(systems)].filter((part) => part !== undefined).join(", ");
}
