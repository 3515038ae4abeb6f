import type { SessionSummary } from '@fashion-shoot/protocol'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect } from 'react'
import { ShootCard } from './ShootCard.tsx'
import { stepInGrid } from './stepInGrid.ts'
import { useGridSize } from './useGridSize.ts'
import { useShootActions } from './useShootActions.ts'

type ShootGridProps = {
  shoots: SessionSummary[]
  /** The end of what is there comes near. */
  onEnd(): void
}

/** px: the narrowest that a cover gets, and the room between covers and between rows */
const LAYOUT = { narrowest: 148, gap: 20, rowGap: 28 }
/** px of the words under a cover, until they are measured */
const WORDS = 46
/** Rows above and below the window that are there before they are seen. */
const AHEAD = 4

/** Shoots by their covers. Only the rows near the window are there, however many shoots there are. Arrow keys go from one to the other. */
export function ShootGrid({ shoots, onEnd }: ShootGridProps) {
  const actions = useShootActions()
  const { ref, columns, cellWidth, top } = useGridSize(LAYOUT)
  const rowCount = Math.ceil(shoots.length / columns)
  const virtualizer = useWindowVirtualizer({
    count: rowCount,
    estimateSize: () => (cellWidth * 2) / 3 + WORDS,
    gap: LAYOUT.rowGap,
    overscan: AHEAD,
    scrollMargin: top,
  })
  const rows = virtualizer.getVirtualItems()
  const lastRow = rows.at(-1)?.index ?? 0

  useEffect(() => {
    if (rowCount > 0 && lastRow >= rowCount - AHEAD) onEnd()
  }, [lastRow, rowCount, onEnd])

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLAnchorElement)) return
    const place = Number(event.target.closest('[data-place]')?.getAttribute('data-place'))
    const next = stepInGrid(event.key, place, columns, shoots.length)
    if (next === null) return
    event.preventDefault()
    ref.current?.querySelector<HTMLElement>(`[data-place="${next}"] a`)?.focus()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: its rows are no items, only what is in them is.
    <div
      ref={ref}
      role="list"
      aria-label="Shoots"
      onKeyDown={onKeyDown}
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {rows.map(({ index, start }) => (
        <div
          key={index}
          ref={virtualizer.measureElement}
          data-index={index}
          role="presentation"
          className="absolute inset-x-0 top-0 grid"
          style={{
            transform: `translateY(${start - top}px)`,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            columnGap: LAYOUT.gap,
          }}
        >
          {shoots.slice(index * columns, (index + 1) * columns).map((shoot, column) => (
            // biome-ignore lint/a11y/useSemanticElements: see above.
            <div key={shoot.id} role="listitem" data-place={index * columns + column} className="min-w-0">
              <ShootCard shoot={shoot} actions={actions} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
