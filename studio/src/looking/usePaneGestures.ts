import { useGesture } from '@use-gesture/react'
import { useEffect, useRef, useState } from 'react'
import type { PaneZoom } from './useZoom.ts'
import type { Point } from './zoom.ts'

/** px that a finger goes before it means the next picture */
const SWIPE = 64
/** ms and px within which two taps are one double tap */
const DOUBLE = { within: 300, near: 30 }

export type PaneGestures = {
  /** A finger went over the whole picture, to the next one or the one before. */
  onSwipe?: ((step: 1 | -1) => void) | undefined
  /** False where a tap has another use, as on a clip. */
  doubleTap: boolean
}

/** Wheel, pinch, drag, double tap and swipe on a pane. Returns how far a finger has drawn the whole picture aside, px. */
export function usePaneGestures(zoom: PaneZoom, { onSwipe, doubleTap }: PaneGestures): number {
  const [aside, setAside] = useState(0)
  const lastTap = useRef({ time: 0, x: 0, y: 0 })
  const target = useRef(zoom.pane)
  target.current = zoom.pane

  function tap(at: Point, time: number) {
    const { time: before, x, y } = lastTap.current
    const isSecond = time - before < DOUBLE.within && Math.hypot(at.x - x, at.y - y) < DOUBLE.near
    lastTap.current = { time: isSecond ? 0 : time, ...at }
    if (!isSecond || !doubleTap) return
    if (zoom.fits) zoom.full(at)
    else zoom.fit()
  }

  useGesture(
    {
      onDrag({ xy: [x, y], delta, movement: [movedX, movedY], swipe, tap: tapped, last, pinching, cancel, event }) {
        if (pinching) {
          setAside(0)
          return cancel()
        }
        if (tapped) return tap(fromCentre(zoom.pane, x, y), event.timeStamp)
        if (!zoom.fits) return zoom.moveBy({ x: delta[0], y: delta[1] })
        if (onSwipe === undefined || !('pointerType' in event) || event.pointerType !== 'touch') return
        setAside(last ? 0 : movedX)
        const far = Math.abs(movedX) > SWIPE || swipe[0] !== 0
        if (last && far && Math.abs(movedX) > Math.abs(movedY)) onSwipe(movedX < 0 ? 1 : -1)
      },
      onPinch({ origin: [x, y], offset: [scale], memo, event }) {
        if (event.type === 'wheel') return
        const [beforeX, beforeY] = (memo as [number, number] | undefined) ?? [x, y]
        zoom.moveBy({ x: x - beforeX, y: y - beforeY })
        zoom.zoomTo(scale, fromCentre(zoom.pane, x, y))
        return [x, y]
      },
    },
    {
      target,
      eventOptions: { passive: false },
      drag: { filterTaps: true },
      pinch: { from: () => [zoom.zoom?.scale ?? 1, 0] },
    },
  )
  useWheel(zoom)
  return aside
}

/** A wheel zooms at the pointer; so does a pinch on a trackpad, which browsers tell of as a wheel with Control. */
function useWheel(zoom: PaneZoom): void {
  const { pane, zoomBy } = zoom
  const latest = useRef(zoomBy)
  latest.current = zoomBy
  useEffect(() => {
    function turn(event: WheelEvent) {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002))
      latest.current(factor, fromCentre(pane, event.clientX, event.clientY))
    }
    pane?.addEventListener('wheel', turn, { passive: false })
    return () => pane?.removeEventListener('wheel', turn)
  }, [pane])
}

function fromCentre(pane: HTMLElement | null, clientX: number, clientY: number): Point {
  const { left, top, width, height } = pane?.getBoundingClientRect() ?? new DOMRect()
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
}
