import { onto, type Point, type Projection } from "./plane.ts";

/** A picture in shades of grey, row by row: 0 is black, 255 is white. */
export interface Gray {
  width: number;
  height: number;
  data: Uint8Array;
}

/** How light a picture is at a point (the middle of its first dot is at 0.5); beyond its edge it is as at the edge. */
export function lightAt({ width, height, data }: Gray, { x, y }: Point): number {
  const [fromX, fromY] = [within(x - 0.5, width - 1), within(y - 0.5, height - 1)];
  const [left, top] = [Math.min(Math.floor(fromX), width - 2), Math.min(Math.floor(fromY), height - 2)];
  const [alongX, alongY] = [fromX - left, fromY - top];
  const dot = (at: number) => data[at] ?? 255;
  const at = top * width + left;
  const above = dot(at) * (1 - alongX) + dot(at + 1) * alongX;
  const below = dot(at + width) * (1 - alongX) + dot(at + width + 1) * alongX;
  return above * (1 - alongY) + below * alongY;
}

const within = (value: number, most: number) => Math.max(0, Math.min(most, value));

/** A rectangle of the paper, in mm. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * A rectangle of the paper as it was before it was turned, bent or held aslant.
 * In: the picture; where the paper is in it; the rectangle; how many dots a mm is to have.
 */
export function laidFlat(gray: Gray, projection: Projection, { x, y, width, height }: Rectangle, dots: number): Gray {
  const [across, down] = [Math.round(width * dots), Math.round(height * dots)];
  const data = new Uint8Array(across * down);
  for (let row = 0; row < down; row += 1)
    for (let column = 0; column < across; column += 1) {
      const place = onto(projection, { x: x + (column + 0.5) / dots, y: y + (row + 0.5) / dots });
      data[row * across + column] = Math.round(lightAt(gray, place));
    }
  return { width: across, height: down, data };
}

/** A smaller picture, each dot the mean of those that it stands for. In: how long its longer side may be. */
export function smaller({ width, height, data }: Gray, longest: number): Gray {
  const step = Math.max(1, Math.max(width, height) / longest);
  const [across, down] = [Math.floor(width / step), Math.floor(height / step)];
  const out = new Uint8Array(across * down);
  for (let row = 0; row < down; row += 1)
    for (let column = 0; column < across; column += 1) {
      const [top, left] = [Math.floor(row * step), Math.floor(column * step)];
      const [bottom, right] = [Math.floor((row + 1) * step), Math.floor((column + 1) * step)];
      let sum = 0;
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += data[y * width + x] ?? 0;
      out[row * across + column] = sum / ((bottom - top) * (right - left));
    }
  return { width: across, height: down, data: out };
}
