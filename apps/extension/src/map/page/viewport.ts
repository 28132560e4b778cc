import type { Point } from '../layout/layout.ts';

/** Which part of the map is in sight. A point of the map is seen at `point * zoom + offset`. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const zoomLimits = { least: 0.1, most: 2 } as const;
/** Room around the map: above it are the bar and the headings. */
const margin = { top: 96, side: 24, bottom: 56 } as const;

/** All of the map, in the middle, never larger than life. */
export function fitted(content: Size, window: Size): Viewport {
  const room = { width: window.width - 2 * margin.side, height: window.height - margin.top - margin.bottom };
  if (content.width === 0 || room.width <= 0 || room.height <= 0) return { x: margin.side, y: margin.top, zoom: 1 };
  const zoom = Math.max(zoomLimits.least, Math.min(room.width / content.width, room.height / content.height, 1));
  return {
    x: margin.side + Math.max(0, (room.width - content.width * zoom) / 2),
    y: margin.top + Math.max(0, (room.height - content.height * zoom) / 2),
    zoom,
  };
}

/** Nearer or farther, with one point of the window staying where it is. */
export function zoomed(view: Viewport, factor: number, around: Point): Viewport {
  const zoom = Math.min(zoomLimits.most, Math.max(zoomLimits.least, view.zoom * factor));
  const scale = zoom / view.zoom;
  return { zoom, x: around.x - (around.x - view.x) * scale, y: around.y - (around.y - view.y) * scale };
}

/** Moved as little as needed for a rectangle of the map to be in sight. */
export function revealing(view: Viewport, at: Point, size: Size, window: Size): Viewport {
  const shift = (start: number, length: number, room: number): number => {
    const space = Math.min(24, Math.max(0, (room - length) / 2));
    if (start < space) return space - start;
    if (start + length > room - space) return Math.min(room - space - start - length, 0);
    return 0;
  };
  return {
    ...view,
    x: view.x + shift(at.x * view.zoom + view.x, size.width * view.zoom, window.width),
    y: view.y + shift(at.y * view.zoom + view.y, size.height * view.zoom, window.height),
  };
}
