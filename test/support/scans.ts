import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { fieldImage } from "../../src/office/letters/field.ts";
import { type Gray, lightAt } from "../../src/paper/gray.ts";
import { onto, type Point, type Projection, projectionOf } from "../../src/paper/plane.ts";
import { pagesOf } from "../../src/scan/pages.ts";
import { boxes, type Square } from "../../src/school/form-field.ts";
import type { Answer, Purpose } from "../../src/consent/event.ts";

/** A sheet of paper: its size in mm, and where the upper left corner of each field is. */
export interface Paper {
  width: number;
  height: number;
  fields: readonly Point[];
}

/** The back of a letter, with one field or two, and a strip with one alone, which is quicker to look at. */
export const pageOf = (fields: number): Paper => ({
  ...{ width: 210, height: 297 },
  fields: Array.from({ length: fields }, (_, at) => ({ x: 28.3, y: 56 + 32.4 * at })),
});
export const strip: Paper = { width: 200, height: 64, fields: [{ x: 17, y: 19 }] };

const points = (mm: number) => (mm / 25.4) * 72;

/** The form as PDF: the very boxes, marks and codes that are printed, and words around them. In: the code of each field. */
export async function formPdf(paper: Paper, codes: readonly (string | null)[]): Promise<Buffer> {
  const pictures = await Promise.all(paper.fields.map(async (_, at) => String(await fieldImage(codes[at] ?? null))));
  const size: [number, number] = [points(paper.width), points(paper.height)];
  const pdf = new PDFDocument({ size, margin: 0 });
  pdf.scale(points(1));
  for (const [at, { x, y }] of paper.fields.entries()) {
    pdf.save().translate(x, y);
    pdf.lineWidth(0.3).roundedRect(-3.3, -2, 172.6, 30.8, 2).stroke("#000");
    putField(pdf, pictures[at] ?? "");
    pdf.fillColor("#000").font("Helvetica-Bold").fontSize(4).text("Beispiel, Mila", 6.5, 1, { lineBreak: false });
    for (const { x: left, y: top, size: side } of Object.values(boxes).flatMap((two) => Object.values(two))) {
      const word = [36, 99].includes(left) ? "JA" : "NEIN";
      pdf.fontSize(3.2).text(word, left + side + 1.5, top + 1.2, { lineBreak: false });
    }
    pdf.font("Helvetica").fontSize(3).text("Teilnahme per Audio:", 6, 16, { width: 28 });
    pdf.text("Teilnahme per Video:", 69, 16, { width: 28 }).restore();
  }
  for (let y = 130; y < paper.height - 60; y += 5)
    pdf.fontSize(3.2).text("Die Einwilligung ist freiwillig. Daraus entstehen keine Nachteile. ".repeat(2), 25, y);
  pdf.end();
  return buffer(pdf);
}

/** Puts the picture of a field on the page, as the browser does. */
function putField(pdf: PDFKit.PDFDocument, svg: string): void {
  const of = (tag: string, name: string) => Number(new RegExp(` ${name}="([^"]+)"`).exec(tag)?.[1] ?? 0);
  for (const [tag] of svg.matchAll(/<rect[^>]*>/g)) {
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => of(tag, name));
    pdf.rect(x ?? 0, y ?? 0, width ?? 0, height ?? 0);
    if (tag.includes('fill="none"')) pdf.lineWidth(of(tag, "stroke-width")).stroke("#000");
    else pdf.fill("#000");
  }
  const [, x, y, scale, path = ""] = /translate\((\S+) (\S+)\) scale\((\S+)\)[^>]* d="([^"]+)"/s.exec(
    svg.replaceAll("\n", " "),
  ) ?? ["", "0", "0", "1"];
  if (path === "") return;
  pdf.save().translate(Number(x), Number(y)).scale(Number(scale)).path(path).fill("#000").restore();
}

/** The first page of a PDF, drawn as our own reader draws it. */
export async function drawn(pdf: Uint8Array): Promise<Gray> {
  for await (const page of pagesOf(pdf)) return page;
  throw new Error("there is no page");
}

/** What somebody does with a pen in a box, or over it and its word, to take a cross back. */
export type Pen =
  | "cross"
  | "large cross"
  | "tick"
  | "scribble"
  | "dot"
  | "dash"
  | "slash"
  | "blackened"
  | "circle"
  | "crossed out"
  | Strike;
export const strikes = [
  "line",
  "short line",
  "two lines",
  "slanting line",
  "upright line",
  "wave",
  "great cross",
] as const;
type Strike = (typeof strikes)[number];

/** A pen: how broad (mm), and how dark (0 black to 255). */
export interface With {
  broad: number;
  light: number;
  chance: () => number;
}

/** Lines of a pen in a box of five mm, as points in mm from its corner. */
function linesOf(pen: Pen, chance: () => number): Point[][] {
  const by = (mm: number) => (chance() - 0.5) * 2 * mm;
  const at = (x: number, y: number) => ({ x: x + by(0.4), y: y + by(0.4) });
  const far = (x: number, y: number) => ({ x: x + by(1), y: y + by(0.8) });
  const bent = (from: Point, to: Point) => [
    from,
    { x: (from.x + to.x) / 2 + by(0.25), y: (from.y + to.y) / 2 + by(0.25) },
    to,
  ];
  const cross = (over: number) => [
    bent(at(0.8 - over, 0.8 - over), at(4.2 + over, 4.2 + over)),
    bent(at(4.2 + over, 0.8 - over), at(0.8 - over, 4.2 + over)),
  ];
  const zigzag = (count: number) =>
    Array.from({ length: count }, (_, step) => at(step % 2 === 0 ? 0.8 : 4.2, 0.8 + (3.4 * step) / (count - 1)));
  const circle = Array.from({ length: 25 }, (_, step) => ({
    x: 2.5 + 3.6 * Math.cos((step * Math.PI) / 12),
    y: 2.5 + 3.6 * Math.sin((step * Math.PI) / 12),
  }));
  const of: Record<Pen, Point[][]> = {
    cross: cross(0),
    "large cross": cross(1.1),
    tick: [[at(0.9, 2.6), at(2, 4.1), at(4.4, 0.7)]],
    scribble: [zigzag(6)],
    dot: [
      [
        { x: 2.5, y: 2.5 },
        { x: 2.6, y: 2.55 },
      ],
    ],
    dash: [bent(at(0.6, 2.5), at(4.4, 2.5))],
    slash: [bent(at(0.7, 4.3), at(4.3, 0.7))],
    blackened: Array.from({ length: 24 }, (_, step) => [
      { x: 0.4, y: 0.4 + (4.2 * step) / 23 },
      { x: 4.6, y: 0.4 + (4.2 * step) / 23 },
    ]),
    circle: [circle],
    line: [[far(-2, 2.5), far(12, 2.5)]],
    "short line": [[at(-0.8, 2.5), at(5.8, 2.5)]],
    "two lines": [1.7, 3.3].map((y) => [at(-2, y), at(10, y)]),
    "slanting line": [[far(-3, 5.5), far(10, -1.5)]],
    "upright line": [[far(2.5, -2), far(2.5, 7)]],
    wave: [Array.from({ length: 30 }, (_, step) => at(-2 + step * 0.45, 2.5 + 1.1 * Math.sin(step * 0.9)))],
    "great cross": [
      [far(-1.5, -1.5), far(11, 6.5)],
      [far(-1.5, 6.5), far(11, -1.5)],
    ],
    "crossed out": [...cross(0), ...[1.4, 2.5, 3.6].map((y) => bent(at(-0.6, y), at(5.6, y)))],
  };
  return of[pen];
}

/** Draws with a pen in a box of a field. The page is flat, its dots are even. */
export function put(gray: Gray, paper: Paper, field: number, [purpose, answer, pen]: Mark, how: With): void {
  const dots = gray.width / paper.width;
  const corner = paper.fields[field] ?? { x: 0, y: 0 };
  const { x, y }: Square = boxes[purpose][answer];
  for (const line of linesOf(pen, how.chance))
    for (const [at, to] of line.slice(1).entries()) {
      const from = line[at] ?? to;
      const place = (one: Point) => ({ x: (corner.x + x + one.x) * dots, y: (corner.y + y + one.y) * dots });
      stroke(gray, place(from), place(to), how.broad * dots, how.light);
    }
}
export type Mark = readonly [Purpose, Answer, Pen];

function stroke({ width, height, data }: Gray, from: Point, to: Point, broad: number, light: number): void {
  const [half, long] = [broad / 2, Math.hypot(to.x - from.x, to.y - from.y) || 1];
  const [left, right] = [Math.min(from.x, to.x) - broad, Math.max(from.x, to.x) + broad].map(Math.round);
  const [top, bottom] = [Math.min(from.y, to.y) - broad, Math.max(from.y, to.y) + broad].map(Math.round);
  for (let y = Math.max(0, top ?? 0); y < Math.min(height, bottom ?? 0); y += 1)
    for (let x = Math.max(0, left ?? 0); x < Math.min(width, right ?? 0); x += 1) {
      const [overX, overY] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const along = Math.max(0, Math.min(1, (overX * (to.x - from.x) + overY * (to.y - from.y)) / long ** 2));
      const away = Math.hypot(overX - along * (to.x - from.x), overY - along * (to.y - from.y));
      const cover = Math.max(0, Math.min(1, half + 0.5 - away));
      const at = y * width + x;
      data[at] = Math.min(data[at] ?? 255, Math.round((data[at] ?? 255) * (1 - cover) + light * cover));
    }
}

/** What happens to a sheet on its way into the office, and to its picture. */
export interface Distortion {
  /** Degrees. */
  turned: number;
  /** How much nearer it is 100 mm further to the right, and down, as a share: a telephone held at an angle. */
  aslant: readonly [number, number];
  /** How far paper that was crumpled is from flat (mm), and how much darker its folds are, as a share. */
  crumpled: number;
  folds: number;
  /** How light paper is, 0 to 1, and how much of it goes from one end to the other. */
  light: number;
  uneven: number;
  noise: number;
  /** Dots by which it is out of focus. */
  blurred: number;
  /** How many dots a mm has in the picture. */
  dots: number;
}
export const still: Distortion = {
  ...{ turned: 0, aslant: [0, 0], crumpled: 0, folds: 0, light: 1, uneven: 0, noise: 0, blurred: 0, dots: 8 },
};

/** A picture of a sheet that has gone through all that, on a table of middle grey. */
export function photographed(sheet: Gray, paper: Paper, how: Distortion, chance: () => number): Gray {
  const { back, width, height } = held(paper, how);
  const data = new Uint8Array(width * height);
  const dots = sheet.width / paper.width;
  const bend = crumpledBy(how, chance);
  const direction = chance() * 2 * Math.PI;
  // Paper bends gently: what holds for a dot holds for its neighbours.
  const bends = new Map<number, ReturnType<typeof bend>>();
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const flat = onto(back, { x: x + 0.5, y: y + 0.5 });
      const cell = (y >> 2) * width + (x >> 2);
      const bent = bends.get(cell) ?? bend(flat);
      if (!bends.has(cell)) bends.set(cell, bent);
      const { right, down, shade } = bent;
      const [onX, onY] = [flat.x + right, flat.y + down];
      const isPaper = onX >= 0 && onY >= 0 && onX < paper.width && onY < paper.height;
      const dot = isPaper ? lightAt(sheet, { x: onX * dots, y: onY * dots }) : 110;
      const slope = ((x / width - 0.5) * Math.cos(direction) + (y / height - 0.5) * Math.sin(direction)) * how.uneven;
      const lit = (12 + dot * 0.93) * how.light * (1 + slope) * (1 - shade);
      data[y * width + x] = Math.max(0, Math.min(255, lit + (chance() + chance() - 1) * how.noise * 2.5));
    }
  return blurred({ width, height, data }, how.blurred);
}

/** Where each dot of the picture is on the paper, and how large the picture is. */
function held(paper: Paper, { turned, aslant, dots }: Distortion): { back: Projection; width: number; height: number } {
  const [halfX, halfY] = [paper.width / 2, paper.height / 2];
  const angle = (turned * Math.PI) / 180;
  const corners = [-1, 1].flatMap((down) =>
    [-1, 1].map((right) => {
      const depth = 1 + (right * halfX * aslant[0] + down * halfY * aslant[1]) / 100;
      const [x, y] = [(right * halfX * dots) / depth, (down * halfY * dots) / depth];
      const place = {
        x: x * Math.cos(angle) - y * Math.sin(angle),
        y: x * Math.sin(angle) + y * Math.cos(angle),
      };
      return { paper: { x: halfX + right * halfX, y: halfY + down * halfY }, place };
    }),
  );
  const [xs, ys] = [corners.map(({ place }) => place.x), corners.map(({ place }) => place.y)];
  const [left, top] = [Math.min(...xs) - 20, Math.min(...ys) - 20];
  const pairs = corners.map(({ paper: on, place }) => [{ x: place.x - left, y: place.y - top }, on] as const);
  const back = projectionOf(pairs);
  if (back === null) throw new Error("the sheet cannot be held so");
  return { back, width: Math.round(Math.max(...xs) - left + 20), height: Math.round(Math.max(...ys) - top + 20) };
}

/** How far a place of crumpled paper is from where it was, and how dark it is there. */
function crumpledBy({ crumpled, folds }: Distortion, chance: () => number) {
  const waves = Array.from({ length: 5 }, () => ({
    ...{ x: (chance() - 0.5) * 0.24, y: (chance() - 0.5) * 0.24, begin: chance() * 6.3, turn: chance() * 6.3 },
    share: 0.3 + chance() * 0.7,
  }));
  return ({ x, y }: Point) => {
    let [right, down, shade] = [0, 0, 0];
    for (const wave of waves) {
      const phase = wave.x * x + wave.y * y + wave.begin;
      const height = (Math.sin(phase) * wave.share * crumpled) / 2;
      right += height * Math.cos(wave.turn);
      down += height * Math.sin(wave.turn);
      shade += (folds / 5) * (1 + Math.cos(phase)) ** 4 * (1 / 16) * 2;
    }
    return { right, down, shade: Math.min(0.6, shade) };
  };
}

function blurred({ width, height, data }: Gray, radius: number): Gray {
  if (radius === 0) return { width, height, data };
  const pass = (from: Uint8Array, step: number, far: number) => {
    const out = new Uint8Array(from.length);
    for (let at = 0; at < from.length; at += 1) {
      let [sum, count] = [0, 0];
      const place = step === 1 ? at % width : Math.floor(at / width);
      for (let by = -radius; by <= radius; by += 1)
        if (place + by >= 0 && place + by < far) [sum, count] = [sum + (from[at + by * step] ?? 0), count + 1];
      out[at] = sum / count;
    }
    return out;
  };
  return { width, height, data: pass(pass(data, 1, width), width, height) };
}
