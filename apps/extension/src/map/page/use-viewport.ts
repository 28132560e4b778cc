import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Point } from '../layout/layout.ts';
import { fitted, revealing, zoomed, type Size, type Viewport } from './viewport.ts';

/** How much of the ground lies under something else. */
export interface Covered {
  /** Pixels. */
  readonly right: number;
  /** A share of the height, 0 to 1. */
  readonly below: number;
}

export interface ViewportControls {
  readonly view: Viewport;
  readonly moving: boolean;
  reveal(at: Point, size: Size): void;
  zoom(factor: number): void;
  fit(): void;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

/** Dragging the ground moves it, the wheel moves it, with Ctrl (or a pinch) it zooms. Until somebody moves it, all is in sight. */
export function useViewport(element: RefObject<HTMLElement | null>, content: Size, covered: Covered): ViewportControls {
  const [view, setView] = useState<Viewport>({ x: 0, y: 0, zoom: 1 });
  const [moving, setMoving] = useState(false);
  const touched = useRef(false);
  const grip = useRef<Point | null>(null);

  const room = (): Size => {
    const { clientWidth = 0, clientHeight = 0 } = element.current ?? {};
    return { width: Math.max(0, clientWidth - covered.right), height: clientHeight * (1 - covered.below) };
  };
  const fit = (): void => {
    touched.current = false;
    setView(fitted(content, room()));
  };

  useEffect(() => {
    const resized = new ResizeObserver(() => {
      if (!touched.current) setView(fitted(content, room()));
    });
    if (element.current) resized.observe(element.current);
    return () => resized.disconnect();
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [content, covered.right, covered.below]);

  useEffect(() => {
    const target = element.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      touched.current = true;
      const around = inside(event, target);
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (event.ctrlKey || event.metaKey) setView((now) => zoomed(now, Math.exp((-event.deltaY * lines) / 300), around));
      else {
        const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
        setView((now) => ({ ...now, x: now.x - x * lines, y: now.y - y * lines }));
      }
    };
    // The page itself must not zoom: only a listener that is not passive can say so.
    target?.addEventListener('wheel', onWheel, { passive: false });
    return () => target?.removeEventListener('wheel', onWheel);
  }, [element]);

  const release = (): void => {
    grip.current = null;
    setMoving(false);
  };
  return {
    view,
    moving,
    fit,
    reveal: (at, size) => setView((now) => revealing(now, at, size, room())),
    zoom: (factor) => {
      touched.current = true;
      const { width, height } = room();
      setView((now) => zoomed(now, factor, { x: width / 2, y: height / 2 }));
    },
    handlers: {
      onPointerDown: (event) => {
        if (event.button > 1 || (event.target instanceof Element && event.target.closest('button, .line'))) return;
        grip.current = { x: event.clientX, y: event.clientY };
        element.current?.setPointerCapture(event.pointerId);
        setMoving(true);
      },
      onPointerMove: (event) => {
        const from = grip.current;
        if (!from) return;
        touched.current = true;
        setView((now) => ({ ...now, x: now.x + event.clientX - from.x, y: now.y + event.clientY - from.y }));
        grip.current = { x: event.clientX, y: event.clientY };
      },
      onPointerUp: release,
      onPointerCancel: release,
    },
  };
}

function inside(event: MouseEvent, target: Element | null): Point {
  const { left, top } = target?.getBoundingClientRect() ?? { left: 0, top: 0 };
  return { x: event.clientX - left, y: event.clientY - top };
}
