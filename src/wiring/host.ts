/** Under which name an address is reached, however it is written: with capitals, its usual port or a last dot. */
export function hostOf(address: string): string | null {
  return URL.parse(address)?.host.replace(/\.(?=:|$)/, "") ?? null;
}
