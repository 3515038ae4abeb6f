import { useLayoutEffect, useState } from 'react'
import { fitted, fullScale, isFitted, moved, type Point, type Size, type Zoom, zoomedTo } from './zoom.ts'

/** What one press of + or − multiplies or divides the scale by. */
const STEP = 1.5

const CENTRE: Point = { x: 0, y: 0 }

/** How a picture lies in its pane, and what moves it. */
export type PaneZoom = ReturnType<typeof useZoom>

/**
 * Looks closer at a picture of this size, px. It begins with the whole, and does so again when `key` is another; while the whole is shown
 * it stays so, whatever becomes of the window. Give `setPane` to the element that it lies in, as its ref.
 */
export function useZoom(picture: Size, key: string) {
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const size = useSize(pane)
  const [held, setHeld] = useState<{ key: string; zoom: Zoom } | null>(null)
  const pixelRatio = window.devicePixelRatio
  const whole = size && fitted(size, picture)
  const zoom = size && (held?.key === key ? moved(held.zoom, CENTRE, size, picture) : whole)

  function change(next: (zoom: Zoom, size: Size) => Zoom) {
    if (size === null || whole === null) return
    setHeld((before) => {
      const changed = next(before?.key === key ? before.zoom : whole, size)
      return isFitted(changed, size, picture) ? null : { key, zoom: changed }
    })
  }
  const zoomTo = (scale: number, at = CENTRE) =>
    change((from, size) => zoomedTo(from, scale, at, size, picture, pixelRatio))

  return {
    pane,
    setPane,
    /** px; null until it is known */
    size,
    zoom,
    picture,
    fits: held?.key !== key,
    /** px of the picture for 100 of the screen */
    percent: zoom && Math.round(zoom.scale * pixelRatio * 100),
    zoomTo,
    /** Multiplies the scale. */
    zoomBy: (factor: number, at = CENTRE) =>
      change((from, size) => zoomedTo(from, from.scale * factor, at, size, picture, pixelRatio)),
    moveBy: (by: Point) => change((from, size) => moved(from, by, size, picture)),
    zoomIn: () => zoomTo((zoom?.scale ?? 0) * STEP),
    zoomOut: () => zoomTo((zoom?.scale ?? 0) / STEP),
    fit: () => setHeld(null),
    /** 100 %; twice the whole where that is not closer. */
    full(at = CENTRE) {
      const full = fullScale(pixelRatio)
      zoomTo(whole && full <= whole.scale ? whole.scale * 2 : full, at)
    },
  }
}

function useSize(element: HTMLElement | null): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    if (element === null) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return size
}
