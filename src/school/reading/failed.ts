const failed = new RegExp(
  "^(?:#(?:nv|n/a|name\\?|div/0!|daten_abrufen|getting_data|(?:wert|value|bezug|ref|zahl|num|null|überlauf|spill|" +
    "kalk|calc|feld|field|blockiert|blocked|verbinden|connect|unbekannt|unknown|beschäftigt|busy|python|extern" +
    ")!)|(?:err|fehler):\\d{3})$",
  "i",
);

/** Whether a table program could not work a cell out. */
export function isFailed(cell: string): boolean {
  return failed.test(cell);
}
