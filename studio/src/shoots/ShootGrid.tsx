import type { SessionSummary } from '@fashion-shoot/protocol'
import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ShootCard } from './ShootCard.tsx'
import { ShootRows } from './ShootRows.tsx'
import { placeOf, ShootsMenu } from './ShootsMenu.tsx'
import { stepInGrid } from './stepInGrid.ts'
import { useShootActions } from './useShootActions.ts'

type ShootGridProps = {
  shoots: SessionSummary[]
  /** The end of what is there comes near. */
  onEnd(): void
  /** The last one is deleted, which had the focus. */
  onEmptied(): void
}

/** All shoots by their covers, with what can be done with each: from its menu, or by arrow keys, F2 and Delete. */
export function ShootGrid({ shoots, onEnd, onEmptied }: ShootGridProps) {
  const actions = useShootActions()
  const [renamed, setRenamed] = useState<string | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const columns = useRef(1)

  const focus = (place: number) => grid.current?.querySelector<HTMLElement>(`[data-place="${place}"] a`)?.focus()

  /** The focus goes to the one that takes its place, and with it back to it. It moves when the menu is gone, or the toast. */
  function remove(shoot: SessionSummary) {
    const place = shoots.findIndex(({ id }) => id === shoot.id)
    actions.remove(shoot, () => requestAnimationFrame(() => focus(place)))
    requestAnimationFrame(() => (shoots.length > 1 ? focus(Math.min(place, shoots.length - 2)) : onEmptied()))
  }

  function onKeyDown(event: KeyboardEvent) {
    const place = placeOf(event.target)
    const shoot = place === null ? undefined : shoots[place]
    if (place === null || shoot === undefined || !(event.target instanceof HTMLAnchorElement)) return
    if (event.key === 'F2') setRenamed(shoot.id)
    if (event.key === 'Delete') remove(shoot)
    const next = stepInGrid(event.key, place, columns.current, shoots.length)
    if (next === null) return
    event.preventDefault()
    focus(next)
  }

  return (
    <ShootsMenu shoots={shoots} actions={actions} onRename={({ id }) => setRenamed(id)} onRemove={remove}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links in it. */}
      <div ref={grid} onKeyDown={onKeyDown}>
        <ShootRows
          shoots={shoots}
          columnsRef={columns}
          onEnd={onEnd}
          card={(shoot, place) => (
            <ShootCard
              shoot={shoot}
              renaming={shoot.id === renamed}
              onRename={(title) => actions.rename(shoot, title)}
              onRenamed={(byKey) => {
                flushSync(() => setRenamed(null))
                if (byKey) focus(place)
              }}
            />
          )}
        />
      </div>
    </ShootsMenu>
  )
}
