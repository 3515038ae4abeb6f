import type { SessionSummary } from '@fashion-shoot/protocol'
import { memo, type ReactNode } from 'react'

type ShootRowProps = {
  shoots: SessionSummary[]
  /** The place of the row's first shoot. */
  from: number
  columns: number
  card(shoot: SessionSummary, place: number): ReactNode
}

/** The shoots of one row. It is made once, however often the list is scrolled. */
export const ShootRow = memo(function ShootRow({ shoots, from, columns, card }: ShootRowProps) {
  return shoots.slice(from, from + columns).map((shoot, column) => (
    // biome-ignore lint/a11y/useSemanticElements: the list's rows are no items, only what is in them is.
    <div key={shoot.id} role="listitem" data-place={from + column} className="min-w-0">
      {card(shoot, from + column)}
    </div>
  ))
})
