import type { KeyboardEvent, PointerEvent } from 'react'
import { Icon } from '../shared/Icon.tsx'
import { dividerAfterKey } from './dividerPlace.ts'

type DividerProps = {
  /** From 0 to 1 of the range. */
  at: number
  /** px in the pane */
  range: { from: number; to: number }
  /** What lies on either side. */
  left: string
  right: string
  onMove(at: number): void
}

/** The line between two pictures that lie on each other: it is dragged, or moved with the arrows. */
export function Divider({ at, range, left, right, onMove }: DividerProps) {
  const { from, to } = range

  function drag(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const pane = event.currentTarget.offsetParent?.getBoundingClientRect().left ?? 0
    onMove(Math.min(Math.max((event.clientX - pane - from) / (to - from), 0), 1))
  }

  function press(event: KeyboardEvent) {
    const next = dividerAfterKey(at, event.key, event.shiftKey)
    if (next === null) return
    event.preventDefault()
    onMove(next)
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${left} on the left, ${right} on the right`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={`${Math.round(at * 100)} % ${left}`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
      className="group absolute inset-y-0 grid w-11 -translate-x-1/2 cursor-ew-resize touch-none place-items-center outline-none"
      style={{ left: from + at * (to - from) }}
    >
      <span className="absolute inset-y-0 left-1/2 w-0.5 -translate-x-1/2 bg-white shadow-lift" />
      <span className="relative grid size-10 place-items-center rounded-full bg-white text-shade shadow-lift group-focus-visible:outline-2 group-focus-visible:outline-accent group-focus-visible:outline-offset-2">
        <Icon name="compare" />
      </span>
    </div>
  )
}
