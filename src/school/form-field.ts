import type { Answer, Purpose } from "../consent/event.ts";

/** A square of a printed form: where its upper left corner is, and how long its sides are, in mm. */
export interface Square {
  x: number;
  y: number;
  size: number;
}

/** How large the field of a child on a printed form is, in mm: what a machine can read of it. */
export const fieldSize = { width: 166, height: 27 };

/** The QR code, with the four modules of quiet zone around it. */
export const qrSquare: Square = { x: 139, y: 0, size: 27 };
export const quietModules = 4;

/** Black squares by which the field is found again where the paper was bent, or the camera held aslant. */
export const positionMarks: readonly Square[] = [0, 133].flatMap((x) => [0, 24].map((y) => ({ x, y, size: 3 })));

/** The width of the line around a box, inside its square. */
export const boxLine = 0.35;
const box = (x: number): Square => ({ x, y: 17, size: 5 });

/** The boxes to be ticked. */
export const boxes: Record<Purpose, Record<Answer, Square>> = {
  audio: { yes: box(36), no: box(49) },
  video: { yes: box(99), no: box(112) },
};
