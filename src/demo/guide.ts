import { html } from "hono/html";
import { sameSchool } from "./phone-frames.ts";

/** What somebody sees in the first minute, who follows it; the names are looked for by the page's script. */
const steps = [
  [
    "asked",
    "Fragen",
    "Öffnen Sie auf Nadjas Telefon den Brief, verbinden Sie sich, und fragen Sie, vorher oder nachher: " +
      "„wer sieht die daten von meinem kind?“ " +
      "Die Antwort ist ein Satz aus der Information der Schule, nie erfunden.",
  ],
  [
    "answered",
    "Antworten",
    "Wer mit dem Brief verbunden ist, wird gefragt: Ton und Bild, für jedes Kind einzeln, JA oder NEIN, " +
      "beides wiegt gleich. Zuletzt „Absenden“. Später geht es mit /einwilligung weiter.",
  ],
  [
    "seen",
    "Das Telefon der Lehrerin ansehen",
    "Frau Tafel erfährt es sofort: wer mit Ton und Bild dabei sein darf, und wer nicht.",
  ],
  [
    "withdrawn",
    "Widerrufen",
    "Schreiben Sie auf Nadjas Telefon „ich widerrufe alles für beide Kinder“. Formlos, jederzeit, ohne Nachteile. " +
      "Auch das weiß Frau Tafel gleich.",
  ],
  [
    "proved",
    "Den Nachweis ansehen",
    "Wer hat wann was gesagt, und was stand da? Ihr Browser rechnet die Kette selbst nach.",
  ],
] as const;

/** The guided minute, and the ways on from here. In: what the button into the office says. */
export function guide(officeButton: string) {
  return html`<aside class="guide" id="guide" aria-label="Eine Minute in fünf Schritten" tabindex="-1">
    <header><h2>Eine Minute, fünf Schritte</h2>
      <button type="button" class="close" aria-label="Schließen">×</button></header>
    <p class="hint">Der echte Bot, eine erfundene Schule, die Ihnen allein gehört.
      Folgen Sie den Schritten,
      oder probieren Sie, was Sie wollen.</p>
    <ol>${steps.map(
      ([name, title, text]) =>
        html`<li data-step="${name}"><b>${title}</b> <span class="state"></span><p>${text}</p></li>`,
    )}</ol>
    <div class="ways">
      <form method="post" action="/demo/office" target="_blank">
        <button disabled>${officeButton}</button> <span class="hint">als Schulleitung, in einem neuen Fenster</span>
      </form>
      <button type="button" class="again" disabled>Noch einmal von vorn</button>
    </div>
    <p class="other"><a href="#phone-3">${sameSchool}</a></p>
  </aside>`;
}
