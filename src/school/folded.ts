const letters: Record<string, string> = { ß: "ss", ł: "l", ı: "i", đ: "d", ø: "o", æ: "ae", œ: "oe", þ: "th", ð: "d" };

/**
 * A name for comparing: without case, spaces and diacritics, with ae, oe, ue as a, o, u,
 * for Windows-1252 cannot hold Yılmaz, Ayşe or Wiśniewski and an export writes what is left of them.
 */
export function folded({ givenName, familyName }: { givenName: string; familyName: string }): string {
  return `${fold(givenName)} ${fold(familyName)}`;
}

/** One name or heading for comparing. */
export function fold(name: string): string {
  const lower = name.toLowerCase();
  // Most names are plain: a file of a hundred thousand is folded a million times.
  if (/^[a-z0-9]*$/.test(lower)) return contracted(lower);
  if (/^[ -~]*$/.test(lower)) return contracted(lower).replaceAll(/[^a-z0-9]/g, "");
  const bare = lower
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[ßłıđøæœþð]/g, (letter) => letters[letter] ?? letter);
  return contracted(bare).replaceAll(/[^\p{L}\p{N}]/gu, "");
}

const contracted = (name: string) => (/[aou]e/.test(name) ? name.replaceAll(/([aou])e/g, "$1") : name);
