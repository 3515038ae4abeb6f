import { type RefObject, useLayoutEffect } from 'react'

/** Leads the focus on when a box that it is in goes, or what has it there is disabled: else it would be nowhere. */
export function useFocusLedOn(box: RefObject<HTMLElement | null>, to: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (box.current?.contains(document.activeElement) && document.activeElement?.matches(':disabled')) leadTo(to)
  })
  useLayoutEffect(() => {
    const left = box.current
    return () => {
      if (left?.contains(document.activeElement)) leadTo(to)
    }
  }, [box, to])
}

function leadTo({ current }: RefObject<HTMLElement | null>): void {
  current?.focus({ preventScroll: true })
}
