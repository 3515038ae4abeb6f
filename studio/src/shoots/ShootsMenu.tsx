import type { SessionSummary } from '@fashion-shoot/protocol'
import { type MouseEvent, type ReactElement, useState } from 'react'
import { ContextMenu } from '../shared/ui/ContextMenu.tsx'
import type { MenuItem } from '../shared/ui/menuItem.ts'
import type { ShootActions } from './useShootActions.ts'

type ShootsMenuProps = {
  /** By their place, which the element of each tells. */
  shoots: readonly SessionSummary[]
  actions: ShootActions
  onRename(shoot: SessionSummary): void
  onRemove(shoot: SessionSummary): void
  /** What the shoots are in. */
  children: ReactElement
}

/**
 * What can be done with a shoot, in one menu for all of them: where the pointer is, or where `openShootsMenu` says. One menu for each of
 * thousands would make them stutter.
 */
export function ShootsMenu({ shoots, children, ...props }: ShootsMenuProps) {
  // The shoot itself: while its menu is open, another one may take its place.
  const [shoot, setShoot] = useState<SessionSummary | null>(null)

  function onContextMenu(event: MouseEvent) {
    const place = placeOf(event.target)
    const hit = place === null ? null : (shoots[place] ?? null)
    setShoot(hit)
    // Between the shoots the browser's own menu is the right one.
    if (hit === null) event.stopPropagation()
  }

  return (
    <ContextMenu items={shoot === null ? [] : itemsOf(shoot, props)}>
      <div onContextMenuCapture={onContextMenu}>{children}</div>
    </ContextMenu>
  )
}

/** The place of the shoot that an element belongs to; null for one that belongs to none. */
export function placeOf(element: EventTarget): number | null {
  const place = element instanceof Element ? element.closest('[data-place]')?.getAttribute('data-place') : null
  return place == null ? null : Number(place)
}

/** Opens the menu of a shoot at the foot of an element in it. */
export function openShootsMenu(element: Element): void {
  const { left, bottom } = element.getBoundingClientRect()
  element.dispatchEvent(
    new window.MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left, clientY: bottom }),
  )
}

function itemsOf(
  shoot: SessionSummary,
  { actions, onRename, onRemove }: Omit<ShootsMenuProps, 'shoots' | 'children'>,
): MenuItem[] {
  return [
    { label: 'Rename', onSelect: () => onRename(shoot), movesFocus: true },
    { label: 'Duplicate', onSelect: () => actions.duplicate(shoot) },
    { label: shoot.archived ? 'Take out of the archive' : 'Archive', onSelect: () => actions.archive(shoot) },
    { label: 'Delete', onSelect: () => onRemove(shoot), danger: true, movesFocus: true },
  ]
}
