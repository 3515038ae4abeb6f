import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

type GridSize = {
  ref: RefObject<HTMLDivElement | null>
  columns: number
  /** px */
  cellWidth: number
  /** px from the top of the document to the grid */
  top: number
}

/** How many columns an element has room for, measured before it is first seen. `narrowest` and `gap` are px. */
export function useGridSize({ narrowest, gap }: { narrowest: number; gap: number }): GridSize {
  const ref = useRef<HTMLDivElement>(null)
  const [{ width, top }, setSize] = useState({ width: 0, top: 0 })

  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    function measure(grid: HTMLElement) {
      const box = grid.getBoundingClientRect()
      setSize({ width: box.width, top: Math.round(box.top + scrollY) })
    }
    measure(element)
    const observer = new ResizeObserver(() => measure(element))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const columns = columnsIn(width, { narrowest, gap })
  return { ref, columns, cellWidth: Math.max(0, (width - gap * (columns - 1)) / columns), top }
}

/** At least two, at most five: more would be too small to judge a picture by. */
export function columnsIn(width: number, { narrowest, gap }: { narrowest: number; gap: number }): number {
  const wanted = Math.floor((width + gap) / (Math.max(narrowest, width / 5.5) + gap))
  return Math.min(5, Math.max(2, wanted))
}
