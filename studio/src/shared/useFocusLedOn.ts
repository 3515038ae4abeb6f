import { type RefObject, useLayoutEffect } from 'react'

/**
 * Leads the focus on when a box that it is in goes, or what has it there is disabled: else it would be nowhere. Not where a press of the
 * pointer has put it: on a phone, a field that gets it brings up the keyboard.
 */
export function useFocusLedOn(box: RefObject<HTMLElement | null>, to: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (hasFocus(box.current) && document.activeElement?.matches(':disabled')) leadOn(to)
  })
  useLayoutEffect(() => {
    const left = box.current
    return () => {
      if (hasFocus(left)) leadOn(to)
    }
  }, [box, to])
}

/** Leads the focus on from a button whose press takes it away; call it as it is pressed. */
export function leadOnFromPress(to: RefObject<HTMLElement | null>): void {
  if (document.activeElement?.matches(':focus-visible')) leadOn(to)
}

function hasFocus(box: HTMLElement | null): boolean {
  return box?.querySelector(':focus-visible') != null
}

function leadOn({ current }: RefObject<HTMLElement | null>): void {
  current?.focus({ preventScroll: true })
}
