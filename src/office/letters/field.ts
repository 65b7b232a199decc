import { html } from "hono/html";
import { type Answer, type Purpose, purposes } from "../../consent/event.ts";
import { boxes, boxLine, fieldSize, positionMarks, qrSquare, type Square } from "../../school/form-field.ts";
import { darkRuns, qrOf } from "./qr.ts";

/** The boxes of a child on the form, with the code and the marks by which a machine finds them again. */
export function fieldImage(code: string | null) {
  const { width, height } = fieldSize;
  const answers: Answer[] = ["yes", "no"];
  return html`<svg class="field-of-form" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${purposes.map((purpose) => answers.map((answer) => box(purpose, answer)))}
    ${code === null ? "" : html`${positionMarks.map(mark)}${qr(code)}`}
  </svg>`;
}

/** The line is inside the square, so that the box is as large as it says. */
function box(purpose: Purpose, answer: Answer) {
  const { x, y, size } = boxes[purpose][answer];
  const [half, inner] = [boxLine / 2, size - boxLine];
  return html`<rect class="box" x="${x + half}" y="${y + half}" width="${inner}" height="${inner}"
    fill="none" stroke="#000" stroke-width="${boxLine}"/>`;
}

const mark = ({ x, y, size }: Square) => html`<rect x="${x}" y="${y}" width="${size}" height="${size}"/>`;

function qr(text: string) {
  const { code, size } = qrOf(text);
  const { x, y, size: side } = qrSquare;
  return html`<path transform="translate(${x} ${y}) scale(${side / size})" shape-rendering="crispEdges"
    d="${darkRuns(code)}"/>`;
}
