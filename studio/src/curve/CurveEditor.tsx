import type { BezierHandles } from '@fashion-shoot/media/curve'
import { type ReactNode, useRef } from 'react'
import { CurveHandle } from './CurveHandle.tsx'
import { heldHandles } from './SpeedCurve.ts'

/** Of the drawing, whose sides are 100: room for a handle that lies in a corner. */
const MARGIN = 9

type CurveEditorProps = {
  handles: BezierHandles
  onChange(handles: BezierHandles): void
  /** What else is drawn, in a field of 1 by 1 whose y points up. */
  children?: ReactNode
}

/** The curve with its two handles: the film's time to the right, the clip's upwards. */
export function CurveEditor({ handles, onChange, children }: CurveEditorProps) {
  const svg = useRef<SVGSVGElement>(null)
  const [x1, y1, x2, y2] = handles

  /** Where on the curve's field a point of the window lies. */
  function placeOf(clientX: number, clientY: number): [number, number] {
    const { left, top, width } = svg.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1 }
    const scale = (100 + 2 * MARGIN) / width
    return [((clientX - left) * scale - MARGIN) / 100, 1 - ((clientY - top) * scale - MARGIN) / 100]
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset can be drawn in.
    <svg
      ref={svg}
      viewBox={`${-MARGIN} ${-MARGIN} ${100 + 2 * MARGIN} ${100 + 2 * MARGIN}`}
      className="block w-full select-none"
      aria-label="The speed curve"
      role="group"
    >
      <g className="stroke-line" strokeWidth="1">
        <path d="M0 0H100V100H0ZM50 0V100M0 50H100" className="fill-none" vectorEffect="non-scaling-stroke" />
        <path d="M0 100L100 0" strokeDasharray="3 4" vectorEffect="non-scaling-stroke" />
      </g>
      <g className="fill-soft text-[0.25rem]">
        <text x="100" y="105" textAnchor="end">
          film
        </text>
        <text x="-2" y="0" textAnchor="end" transform="rotate(-90 -2 0)">
          clip
        </text>
      </g>
      <g transform="matrix(100 0 0 -100 0 100)">
        <path
          d={`M0 0C${x1} ${y1} ${x2} ${y2} 1 1`}
          className="fill-none stroke-ink"
          strokeWidth="2.5"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
        {children}
        <CurveHandle
          label="Handle at the start"
          end={[0, 0]}
          at={[x1, y1]}
          placeOf={placeOf}
          onMove={([x, y]) => onChange(heldHandles([x, y, x2, y2]))}
        />
        <CurveHandle
          label="Handle at the end"
          end={[1, 1]}
          at={[x2, y2]}
          placeOf={placeOf}
          onMove={([x, y]) => onChange(heldHandles([x1, y1, x, y]))}
        />
      </g>
    </svg>
  )
}
