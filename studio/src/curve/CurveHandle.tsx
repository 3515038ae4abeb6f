import type { KeyboardEvent } from 'react'

type Point = readonly [x: number, y: number]

type CurveHandleProps = {
  label: string
  /** The end of the curve that it belongs to. */
  end: Point
  at: Point
  /** Where on the curve's field a point of the window lies. */
  placeOf(clientX: number, clientY: number): Point
  onMove(to: Point): void
}

/** How far a key moves it; with Shift, the second. */
const STEP = { fine: 0.01, coarse: 0.1 }

const KEYS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** One handle of the curve. It is dragged, or moved by the arrow keys; in the field of 1 by 1 of the editor. */
export function CurveHandle({ label, end, at: [x, y], placeOf, onMove }: CurveHandleProps) {
  function press(event: KeyboardEvent) {
    const direction = KEYS[event.key]
    if (direction === undefined) return
    event.preventDefault()
    const step = event.shiftKey ? STEP.coarse : STEP.fine
    onMove([x + direction[0] * step, y + direction[1] * step])
  }

  return (
    <g>
      <path
        d={`M${end[0]} ${end[1]}L${x} ${y}`}
        className="stroke-accent"
        strokeWidth="1.25"
        vectorEffect="non-scaling-stroke"
      />
      <g
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={x}
        aria-valuetext={`${x}, ${y}`}
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          event.currentTarget.focus()
        }}
        onPointerMove={(event) =>
          event.currentTarget.hasPointerCapture(event.pointerId) && onMove(placeOf(event.clientX, event.clientY))
        }
        className="group cursor-grab touch-none outline-none active:cursor-grabbing"
      >
        <circle cx={x} cy={y} r="0.075" className="fill-transparent" />
        <circle
          cx={x}
          cy={y}
          r="0.026"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
          className="fill-sheet stroke-accent group-hover:fill-accent group-focus-visible:fill-accent"
        />
        <circle
          cx={x}
          cy={y}
          r="0.05"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
          className="fill-none stroke-ink opacity-0 group-focus-visible:opacity-100"
        />
      </g>
    </g>
  )
}
