import type { SessionSummary } from '@fashion-shoot/protocol'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect } from 'react'
import { ShootRow } from './ShootRow.tsx'
import { useGridSize } from './useGridSize.ts'

type ShootRowsProps = {
  shoots: SessionSummary[]
  /** Is given how many there are in a row. */
  columnsRef: RefObject<number>
  /** The end of what is there comes near. */
  onEnd(): void
  card(shoot: SessionSummary, place: number): ReactNode
}

/** px: the narrowest that a cover gets, and the room between covers and between rows */
const LAYOUT = { narrowest: 148, gap: 20, rowGap: 28 }
/** px of the words under a cover, until they are measured */
const WORDS = 46
/** Rows above and below the window that are there before they are seen. */
const AHEAD = 3
/** Rows of which the pictures develop before one's eyes. Those below come while nobody sees them, and would only make the page stutter. */
const DEVELOPING = 6
/** Rows before the end at which more are asked for: about three windows. */
const EARLY = 12

/** Shoots row by row. Only the rows near the window are there, however many shoots there are. */
export function ShootRows({ shoots, columnsRef, onEnd, card }: ShootRowsProps) {
  const { ref, columns, cellWidth, top } = useGridSize(LAYOUT)
  columnsRef.current = columns
  const rowCount = Math.ceil(shoots.length / columns)
  const virtualizer = useWindowVirtualizer({
    count: rowCount,
    // Whole px, as rows are measured: else each would be found to be another height, and all be placed anew.
    estimateSize: () => Math.round((cellWidth * 2) / 3 + WORDS),
    gap: LAYOUT.rowGap,
    overscan: AHEAD,
    scrollMargin: top,
  })
  const rows = virtualizer.getVirtualItems()
  const lastRow = rows.at(-1)?.index ?? 0

  useEffect(() => {
    if (rowCount > 0 && lastRow >= rowCount - EARLY) onEnd()
  }, [lastRow, rowCount, onEnd])

  return (
    // biome-ignore lint/a11y/useSemanticElements: its rows are no items, only what is in them is.
    <div ref={ref} role="list" aria-label="Shoots" className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {rows.map(({ index, start }) => (
        <div
          key={index}
          ref={virtualizer.measureElement}
          data-index={index}
          role="presentation"
          className={`absolute inset-x-0 top-0 grid ${index < DEVELOPING ? '' : '[&_img]:animate-none'}`}
          style={{
            transform: `translateY(${start - top}px)`,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            columnGap: LAYOUT.gap,
          }}
        >
          <ShootRow shoots={shoots} from={index * columns} columns={columns} card={card} />
        </div>
      ))}
    </div>
  )
}
