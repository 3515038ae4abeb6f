import { type PointerEvent, useState } from 'react'

/** What stands on each thing that can be dragged to another place: its key. */
export const REORDER_ATTRIBUTE = 'data-reorder-key'

/** px that a mouse moves before a press becomes a drag */
const SLACK = 6

/**
 * Dragging things of a list to other places: each takes the place of the one that the pointer is over, while it is. By `grip`s with any
 * pointer; with a mouse by the whole thing, since a finger there scrolls.
 */
export function useReorder(keys: readonly string[], onMove: (key: string, to: number) => void) {
  const [held, setHeld] = useState<{ key: string; x: number; y: number; dragging: boolean } | null>(null)

  function press(key: string, event: PointerEvent) {
    const onGrip = (event.target as Element).closest('[data-grip]') !== null
    const onControl = (event.target as Element).closest('button, select') !== null
    if (event.button !== 0 || (!onGrip && (onControl || event.pointerType !== 'mouse'))) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setHeld({ key, x: event.clientX, y: event.clientY, dragging: false })
  }

  function drag(event: PointerEvent) {
    if (held === null) return
    const dragging = held.dragging || Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLACK
    if (dragging !== held.dragging) setHeld({ ...held, dragging })
    if (!dragging) return
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(`[${REORDER_ATTRIBUTE}]`)
    const key = over?.getAttribute(REORDER_ATTRIBUTE)
    if (key && key !== held.key && keys.includes(key)) onMove(held.key, keys.indexOf(key))
  }

  return {
    draggedKey: held?.dragging ? held.key : null,
    /** For the element of a thing. */
    handlers: (key: string) => ({
      [REORDER_ATTRIBUTE]: key,
      onPointerDown: (event: PointerEvent) => press(key, event),
      onPointerMove: drag,
      onPointerUp: () => setHeld(null),
      onPointerCancel: () => setHeld(null),
    }),
  }
}
