/** Files with names of their own: of two of one name, as they lie in two folders, the second is "liste.csv (2)". */
export function toldApart<File extends { name: string }>(files: readonly File[]): File[] {
  const given = new Set(files.map(({ name }) => name));
  const taken = new Set<string>();
  return files.map((file) => {
    let name = file.name;
    for (let at = 2; taken.has(name); at += 1) if (!given.has(`${file.name} (${at})`)) name = `${file.name} (${at})`;
    taken.add(name);
    return name === file.name ? file : { ...file, name };
  });
}
